@NullMarked
package io.gleaner.pattern;

import org.jspecify.annotations.NullMarked;
