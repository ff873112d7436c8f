@NullMarked
package io.gleaner.pattern.suggestions;

import org.jspecify.annotations.NullMarked;
