package io.gleaner.kit.outbox;

import io.gleaner.contracts.EventType;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventJson;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox, as it stands there.
 *
 * @param source who published the event; null where this service does
 */
record Announcement(
        long id,
        String tenantId,
        String eventId,
        @Nullable String rowId,
        EventType<?> type,
        Instant occurredAt,
        @Nullable String traceparent,
        String payload,
        @Nullable URI source) {

    /**
     * The event that it announces.
     *
     * @throws RuntimeException if there is none to be made of it
     */
    Event<?> event() {
        return event(type);
    }

    private <E> Event<E> event(EventType<E> as) {
        E said = EventJson.MAPPER.readValue(payload, as.payload());
        return new Event<>(eventId, tenantId, rowId, occurredAt, traceparent, as, said);
    }
}
