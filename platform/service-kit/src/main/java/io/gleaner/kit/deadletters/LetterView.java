package io.gleaner.kit.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A dead letter as clients see it.
 *
 * @param topic that the record came from, as partition and offset say; not the one that the letter lies on
 * @param consumer group that refused it
 * @param status whether it waits, {@code open}, or was offered again
 * @param content null in lists
 */
record LetterView(
        UUID letterId,
        String status,
        String topic,
        int partition,
        long offset,
        String consumer,
        String reason,
        String error,
        @Nullable String eventId,
        @Nullable String eventType,
        @Nullable String eventSource,
        @Nullable Instant eventTime,
        Instant arrivedAt,
        @Nullable Instant redrivenAt,
        @Nullable String redrivenBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Content content) {

    /**
     * What the record holds.
     *
     * @param payload JSON where it parses, else a text; null where the letter could not hold it
     */
    record Content(
            String key,
            Map<String, String> headers,
            @Nullable JsonNode payload) {

        Content {
            headers = Map.copyOf(headers);
        }
    }
}
