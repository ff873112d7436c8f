/** Suggestions from their first count to their outcome, and the patterns that come of them. */
@NullMarked
package io.gleaner.pattern.suggestions;

import org.jspecify.annotations.NullMarked;
