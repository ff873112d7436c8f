/** What users did: the facts, written once and relayed by Debezium. */
@NullMarked
package io.gleaner.tracking;

import org.jspecify.annotations.NullMarked;
