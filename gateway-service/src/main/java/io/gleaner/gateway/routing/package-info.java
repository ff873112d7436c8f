/** Calls that another service answers. */
@NullMarked
package io.gleaner.gateway.routing;

import org.jspecify.annotations.NullMarked;
