package io.gleaner.kit.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as clients see it.
 *
 * @param input JSON object it was submitted with
 * @param result JSON object; null before it has completed
 * @param eta when it ends if it goes on as it did so far; null where that is not known
 */
record JobView(
        UUID jobId,
        String userId,
        String type,
        String status,
        int priority,
        JsonNode input,
        @Nullable JsonNode result,
        Progress progress,
        @Nullable Instant eta,
        int attempts,
        int maxRetries,
        @Nullable String error,
        Instant scheduledAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    /**
     * How far it is.
     *
     * @param total null while it is not known
     * @param percent 0 to 100; null while the total is not known
     */
    record Progress(
            long done,
            @Nullable Long total,
            String unit,
            @Nullable Long percent) {}
}
