/** The rules of the architecture, executable: each failure says what to do instead. */
@NullMarked
package io.gleaner.testing.architecture;

import org.jspecify.annotations.NullMarked;
