/** A running stack's HTTP API, as its first user. */
@NullMarked
package io.gleaner.stack.api;

import org.jspecify.annotations.NullMarked;
