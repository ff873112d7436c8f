/** Events out, for requests that wait until the broker has them. */
@NullMarked
package io.gleaner.gateway.publishing;

import org.jspecify.annotations.NullMarked;
