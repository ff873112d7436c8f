/** Copies of the patterns that pattern-service decides on, and how the labels that they set have fared. */
@NullMarked
package io.gleaner.tracking.patterns;

import org.jspecify.annotations.NullMarked;
