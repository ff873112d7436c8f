/** Tokens for development; the local stack alone turns this on. */
@NullMarked
package io.gleaner.gateway.tokens;

import org.jspecify.annotations.NullMarked;
