/** The contract of the edge: one document, read once, from which the gateway derives what it does. */
@NullMarked
package io.gleaner.gateway.contract;

import org.jspecify.annotations.NullMarked;
