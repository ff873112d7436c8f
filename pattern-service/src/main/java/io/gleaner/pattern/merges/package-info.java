/** Finds operations that may be the same, and merges them where a person says so. */
@NullMarked
package io.gleaner.pattern.merges;

import org.jspecify.annotations.NullMarked;
