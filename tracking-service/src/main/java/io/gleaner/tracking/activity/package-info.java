/** The activity log: append-only, chained by hashes, so that a change of it is found out. */
@NullMarked
package io.gleaner.tracking.activity;

import org.jspecify.annotations.NullMarked;
