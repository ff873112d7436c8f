/** Learns from runs of AI workflows: keeps its copies of them, and derives what they show. */
@NullMarked
package io.gleaner.pattern.runs;

import org.jspecify.annotations.NullMarked;
