/** What a stack on this machine is told and what it keeps: its settings, its ports, its directory and its keys. */
@NullMarked
package io.gleaner.stack.home;

import org.jspecify.annotations.NullMarked;
