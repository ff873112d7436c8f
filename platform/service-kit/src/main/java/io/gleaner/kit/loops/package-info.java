/** Threads that look for due work again and again, and say so when they cannot. */
@NullMarked
package io.gleaner.kit.loops;

import org.jspecify.annotations.NullMarked;
