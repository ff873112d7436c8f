package io.gleaner.kit.windows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's window. All times are the database's clock at arrival, never the events'.
 *
 * @param events with a new effect, so far
 * @param reason why it is due; why it will be, while it is open
 * @param traceparent of the event that came last
 */
public record Window(
        String tenantId,
        String kind,
        Instant openedAt,
        Instant lastEventAt,
        Instant dueAt,
        long events,
        CloseReason reason,
        @Nullable String traceparent) {}
