/** Rows that grow without bound are forgotten after their time. */
@NullMarked
package io.gleaner.kit.retention;

import org.jspecify.annotations.NullMarked;
