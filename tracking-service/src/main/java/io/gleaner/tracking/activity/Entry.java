package io.gleaner.tracking.activity;

import io.gleaner.contracts.ActivityLogged;
import io.gleaner.kit.listening.Received;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is logged of one activity.
 *
 * @param source who published the event: its id is unique among those of its source
 * @param details by name, in the names' order
 * @param occurredAt in microseconds, as the database has it: a hash must not know more than can be read again
 */
record Entry(
        String tenantId,
        String source,
        String eventId,
        String activityId,
        String userId,
        String type,
        Map<String, String> details,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String traceId,
        Instant occurredAt) {

    /** What makes an event the same event, however often it is delivered. */
    record Key(String tenantId, String source, String eventId) {}

    static Entry of(Received received) {
        ActivityLogged activity = received.payload(ActivityLogged.class);
        return new Entry(
                received.event().tenantId(),
                received.source().toString(),
                received.event().id(),
                activity.activityId(),
                activity.userId(),
                activity.type(),
                new TreeMap<>(activity.details()),
                activity.ip(),
                activity.userAgent(),
                activity.traceId(),
                activity.occurredAt().truncatedTo(ChronoUnit.MICROS));
    }

    Key key() {
        return new Key(tenantId, source, eventId);
    }
}
