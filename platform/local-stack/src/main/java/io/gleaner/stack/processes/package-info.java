/** Processes of this machine, told apart over time: a number alone may belong to somebody else by now. */
@NullMarked
package io.gleaner.stack.processes;

import org.jspecify.annotations.NullMarked;
