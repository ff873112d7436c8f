@NullMarked
package io.gleaner.pattern.triggers;

import org.jspecify.annotations.NullMarked;
