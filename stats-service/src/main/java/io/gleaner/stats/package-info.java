/** What is known: statistics that are ready before they are asked for. */
@NullMarked
package io.gleaner.stats;

import org.jspecify.annotations.NullMarked;
