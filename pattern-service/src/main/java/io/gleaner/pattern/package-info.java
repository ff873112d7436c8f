/** What we learn from the facts, and the only door to the LLM. */
@NullMarked
package io.gleaner.pattern;

import org.jspecify.annotations.NullMarked;
