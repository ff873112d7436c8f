/** The log files of a stack: bounded in size, and readable while they are written. */
@NullMarked
package io.gleaner.stack.logs;

import org.jspecify.annotations.NullMarked;
