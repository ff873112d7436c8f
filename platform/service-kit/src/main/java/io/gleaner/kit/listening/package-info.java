/** Batches of events in: poison to the dead letters, duplicates counted, broken infrastructure stops the loop. */
@NullMarked
package io.gleaner.kit.listening;

import org.jspecify.annotations.NullMarked;
