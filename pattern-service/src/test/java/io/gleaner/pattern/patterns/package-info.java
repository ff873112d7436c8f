@NullMarked
package io.gleaner.pattern.patterns;

import org.jspecify.annotations.NullMarked;
