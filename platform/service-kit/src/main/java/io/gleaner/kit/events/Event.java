package io.gleaner.kit.events;

import io.gleaner.contracts.EventType;
import io.gleaner.contracts.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact of one tenant, as it travels.
 *
 * @param id unique per source; whoever sends a fact again sends the same id
 * @param rowId what stands in the key beside the tenant on topics keyed by row; null elsewhere
 * @param traceparent W3C trace context of what caused the fact
 */
public record Event<E>(
        String id,
        String tenantId,
        @Nullable String rowId,
        Instant time,
        @Nullable String traceparent,
        EventType<E> type,
        E payload) {

    public Event {
        boolean keyedByRow = type.topic().key() == Topic.Key.TENANT_AND_ROW;
        if (keyedByRow != (rowId != null)) {
            throw new IllegalArgumentException("%s on %s: row id %s, but the topic's key is %s"
                    .formatted(type.type(), type.topic(), rowId, type.topic().key()));
        }
    }

    /** A new fact on a topic keyed by tenant. */
    public static <E> Event<E> of(
            EventType<E> type, String tenantId, Instant time, @Nullable String traceparent, E payload) {
        return new Event<>(Ids.next().toString(), tenantId, null, time, traceparent, type, payload);
    }

    /** The record key. */
    public String key() {
        return rowId == null ? tenantId : tenantId + "/" + rowId;
    }
}
