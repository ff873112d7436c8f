/** Durable windows over bursts of events: opened by the first, closed by quiet, by age or by count. */
@NullMarked
package io.gleaner.kit.windows;

import org.jspecify.annotations.NullMarked;
