/** The launcher's commands, what {@code ./gleaner} understands. */
@NullMarked
package io.gleaner.stack.commands;

import org.jspecify.annotations.NullMarked;
