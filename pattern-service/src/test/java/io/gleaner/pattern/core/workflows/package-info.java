@NullMarked
package io.gleaner.pattern.core.workflows;

import org.jspecify.annotations.NullMarked;
