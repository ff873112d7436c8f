/** Transactions, edits, undoing and applying in: from HTTP to Kafka, nothing else. */
@NullMarked
package io.gleaner.gateway.classifying;

import org.jspecify.annotations.NullMarked;
