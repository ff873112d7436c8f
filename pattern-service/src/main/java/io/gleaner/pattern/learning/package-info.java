/** From tracking records to evidence, occurrences and windows, and from a closed window to suggestions. */
@NullMarked
package io.gleaner.pattern.learning;

import org.jspecify.annotations.NullMarked;
