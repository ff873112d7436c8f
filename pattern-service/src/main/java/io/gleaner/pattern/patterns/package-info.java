/** Patterns at work: made, paused, resumed, deleted, and judged by what users do with the labels that they set. */
@NullMarked
package io.gleaner.pattern.patterns;

import org.jspecify.annotations.NullMarked;
