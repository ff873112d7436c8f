@NullMarked
package io.gleaner.pattern.validation;

import org.jspecify.annotations.NullMarked;
