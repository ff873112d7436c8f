@NullMarked
package io.gleaner.pattern.llm;

import org.jspecify.annotations.NullMarked;
