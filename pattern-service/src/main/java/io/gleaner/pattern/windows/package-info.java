/** The tenant's open windows, to look at and to flush. */
@NullMarked
package io.gleaner.pattern.windows;

import org.jspecify.annotations.NullMarked;
