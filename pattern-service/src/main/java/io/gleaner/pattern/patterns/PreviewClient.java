package io.gleaner.pattern.patterns;

import io.gleaner.contracts.PatternApplied;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import io.gleaner.pattern.tracking.TrackingClient;
import java.time.Duration;
import java.util.List;
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
        return tracking.ask("/internal/preview", tenantId, Question.about(pattern), Preview.class)
                .orElseThrow(() -> Problem.retryLater(
                        ProblemType.UNAVAILABLE, "what a pattern changes cannot be counted now", RETRY_AFTER));
    }

    /** Body of a question. */
    private record Question(PatternApplied.Definition pattern) {

        static Question about(PatternView pattern) {
            return new Question(new PatternApplied.Definition(
                    pattern.patternId().toString(),
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
                    pattern.createdAt()));
        }
    }
}
