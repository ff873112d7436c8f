/** What happens now, as server-sent events: resumable, from any replica. */
@NullMarked
package io.gleaner.gateway.live;

import org.jspecify.annotations.NullMarked;
