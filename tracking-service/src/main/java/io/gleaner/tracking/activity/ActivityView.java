package io.gleaner.tracking.activity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An activity as clients see it.
 *
 * @param loggedAt when it was appended to the log
 */
record ActivityView(
        long sequence,
        String activityId,
        String userId,
        String type,
        Map<String, String> details,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String traceId,
        Instant occurredAt,
        Instant loggedAt,
        String previousHash,
        String hash) {

    static ActivityView of(Link link) {
        Entry entry = link.entry();
        return new ActivityView(
                link.sequence(),
                entry.activityId(),
                entry.userId(),
                entry.type(),
                entry.details(),
                entry.ip(),
                entry.userAgent(),
                entry.traceId(),
                entry.occurredAt(),
                link.loggedAt(),
                link.previousHash(),
                link.hash());
    }
}
