package io.gleaner.gateway.routing;

import io.gleaner.gateway.acceptance.AcceptedOperation;
import io.gleaner.kit.events.Ids;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that its owner has not seen yet, in the shape that the owner will give it.
 *
 * @param input nothing: the runs are the owner's
 * @param result null: it has not completed
 * @param eta null: that is the owner's to say
 * @param error null: it has not failed
 * @param startedAt null: it waits
 * @param completedAt null: it has not completed
 */
record WaitingJob(
        UUID jobId,
        String userId,
        String type,
        String status,
        int priority,
        Map<String, String> input,
        @Nullable Map<String, String> result,
        Progress progress,
        @Nullable Instant eta,
        int attempts,
        int maxRetries,
        @Nullable String error,
        Instant scheduledAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    /** Nothing is done of what was reported. */
    record Progress(int done, int total, String unit, int percent) {}

    static WaitingJob of(AcceptedOperation accepted) {
        return new WaitingJob(
                accepted.id(),
                accepted.userId(),
                "workflow-intake",
                "accepted",
                0,
                Map.of(),
                null,
                new Progress(0, accepted.requested(), "runs", 0),
                null,
                0,
                0,
                null,
                Ids.timeOf(accepted.id()),
                null,
                null);
    }
}
