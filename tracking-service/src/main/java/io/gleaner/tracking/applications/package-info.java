/** Patterns that users let loose on transactions that are there already. */
@NullMarked
package io.gleaner.tracking.applications;

import org.jspecify.annotations.NullMarked;
