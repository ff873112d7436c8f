/** Transactions in, set by set; and how they read. */
@NullMarked
package io.gleaner.tracking.transactions;

import org.jspecify.annotations.NullMarked;
