/** The edge: auth, tenant, idempotency, limits, events out, live updates, routing. No domain rules. */
@NullMarked
package io.gleaner.gateway;

import org.jspecify.annotations.NullMarked;
