package io.gleaner.pattern.operations;

import io.gleaner.pattern.core.workflows.OperationStatistics;
import io.gleaner.pattern.core.workflows.OperationStatistics.Recent;
import io.gleaner.pattern.core.workflows.OperationStatistics.ToolUse;
import io.gleaner.pattern.core.workflows.Steadiness;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as clients see it. Averages are over the runs of which the number is known, and null of none.
 *
 * @param type the signature's category
 * @param avgTokensWithTool the tool's estimate: 5 % of what a model needs
 * @param potentialMonthlySavings 95 % of what its runs of the last 30 days cost
 * @param confidenceScore from 0 to 100
 * @param band {@code new}, {@code emerging} or {@code established}
 */
record OperationView(
        UUID patternId,
        String patternSignature,
        String type,
        String status,
        String band,
        long occurrenceCount,
        @Nullable BigDecimal avgTokensWithLlm,
        @Nullable BigDecimal avgCostWithLlm,
        @Nullable BigDecimal avgTokensWithTool,
        @Nullable BigDecimal avgCostWithTool,
        BigDecimal potentialMonthlySavings,
        SavingsInputs savingsInputs,
        int confidenceScore,
        ToolValidation toolValidation,
        @Nullable Instant firstDetected,
        @Nullable Instant lastSeen,
        @Nullable String reviewedBy,
        @Nullable Instant reviewedAt,
        @Nullable String notes) {

    private static final int WINDOW_DAYS = 30;

    /** What the savings were computed from. */
    record SavingsInputs(int windowDays, long occurrences, BigDecimal cost, BigDecimal savedShare) {

        static SavingsInputs of(Recent recent) {
            return new SavingsInputs(
                    WINDOW_DAYS, recent.occurrences(), recent.costs(), OperationStatistics.SAVED_SHARE);
        }
    }

    /**
     * What tools really cost, beside what was estimated.
     *
     * @param savedPerRun what a run by a tool saved on average; null while one side is not known
     * @param estimatedSavedPerRun what it was estimated to save
     */
    record ToolValidation(
            long toolRuns,
            @Nullable BigDecimal avgTokens,
            @Nullable BigDecimal avgCost,
            @Nullable BigDecimal savedPerRun,
            @Nullable BigDecimal estimatedSavedPerRun) {

        static ToolValidation of(OperationStatistics statistics) {
            ToolUse tools = statistics.tools();
            return new ToolValidation(
                    tools.runs(),
                    tools.tokens().mean(),
                    tools.costs().mean(),
                    difference(statistics.costs().mean(), tools.costs().mean()),
                    statistics.costs().mean(OperationStatistics.SAVED_SHARE));
        }

        private static @Nullable BigDecimal difference(@Nullable BigDecimal model, @Nullable BigDecimal tool) {
            return model == null || tool == null ? null : model.subtract(tool);
        }
    }

    /** What is known of a pattern beside its numbers. */
    record About(
            UUID patternId,
            String signature,
            String type,
            String status,
            @Nullable Instant firstDetected,
            @Nullable Instant lastSeen,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt,
            @Nullable String notes) {}

    static OperationView of(About about, OperationStatistics statistics) {
        int confidence = statistics.confidence();
        return new OperationView(
                about.patternId(),
                about.signature(),
                about.type(),
                about.status(),
                Steadiness.band(confidence),
                statistics.occurrences(),
                statistics.tokens().mean(),
                statistics.costs().mean(),
                statistics.toolTokens(),
                statistics.toolCost(),
                statistics.savings(),
                SavingsInputs.of(statistics.recent()),
                confidence,
                ToolValidation.of(statistics),
                about.firstDetected(),
                about.lastSeen(),
                about.reviewedBy(),
                about.reviewedAt(),
                about.notes());
    }
}
