/** What every request passes: caller, scope, rate, size, contract. What answers it is an {@link Endpoint}. */
@NullMarked
package io.gleaner.gateway.edge;

import org.jspecify.annotations.NullMarked;
