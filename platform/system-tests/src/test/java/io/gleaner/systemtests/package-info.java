/** Each capability as a user would use it: through the gateway, on the running stack, with faults. */
@NullMarked
package io.gleaner.systemtests;

import org.jspecify.annotations.NullMarked;
