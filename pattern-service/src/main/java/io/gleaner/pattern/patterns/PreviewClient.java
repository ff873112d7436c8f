package io.gleaner.pattern.patterns;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import io.gleaner.pattern.tracking.TrackingClient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks tracking-service, which owns the transactions and the one matcher, what applying a pattern would change. */
final class PreviewClient {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final TrackingClient tracking;

    PreviewClient(TrackingClient tracking) {
        this.tracking = tracking;
    }

    /**
     * What applying would do.
     *
     * @param count rows that it would change
     * @param sample some of them
     * @param locked matching rows whose field a user set or cleared
     * @param otherLabels matching rows that keep another label
     */
    record Preview(long count, List<JsonNode> sample, long locked, long otherLabels) {}

    /** @throws Problem 503 if tracking-service cannot say now */
    Preview preview(String tenantId, PatternView pattern) {
        return tracking.ask("/internal/preview", tenantId, new Question(Previewed.of(pattern)), Preview.class)
                .orElseThrow(() -> Problem.retryLater(
                        ProblemType.UNAVAILABLE, "what a pattern changes cannot be counted now", RETRY_AFTER));
    }

    /** Body of a question. */
    private record Question(Previewed pattern) {}

    private record Previewed(
            UUID patternId,
            long rowVersion,
            String field,
            String label,
            List<String> tokens,
            @Nullable String direction,
            @Nullable BigDecimal amountMin,
            @Nullable BigDecimal amountMax,
            @Nullable String accountId,
            @Nullable String currency,
            int priority,
            Instant createdAt) {

        static Previewed of(PatternView pattern) {
            return new Previewed(
                    pattern.patternId(),
                    pattern.rowVersion(),
                    pattern.field(),
                    pattern.label(),
                    pattern.tokens(),
                    pattern.conditions().direction(),
                    pattern.conditions().amountMin(),
                    pattern.conditions().amountMax(),
                    pattern.conditions().accountId(),
                    pattern.conditions().currency(),
                    pattern.priority(),
                    pattern.createdAt());
        }
    }
}
