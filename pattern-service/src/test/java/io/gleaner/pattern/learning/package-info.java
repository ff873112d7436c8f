@NullMarked
package io.gleaner.pattern.learning;

import org.jspecify.annotations.NullMarked;
