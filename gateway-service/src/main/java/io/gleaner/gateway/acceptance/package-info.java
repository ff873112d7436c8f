/** What the gateway gave its word for: ids it gave out, and commands that may be repeated with their key. */
@NullMarked
package io.gleaner.gateway.acceptance;

import org.jspecify.annotations.NullMarked;
