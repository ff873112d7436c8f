@NullMarked
package io.gleaner.pattern.core;

import org.jspecify.annotations.NullMarked;
