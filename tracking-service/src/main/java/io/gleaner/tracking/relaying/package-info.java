/** Tracking records and runs as the events that others learn from. */
@NullMarked
package io.gleaner.tracking.relaying;

import org.jspecify.annotations.NullMarked;
