package io.gleaner.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of an AI workflow as it is known now.
 *
 * @param workflowId the row's id; with the tenant id it is the record's key
 * @param rowVersion raised with every change; what is not newer than the copy one has is ignored
 * @param active false once the run no longer counts
 * @param nlInput what a person asked for
 * @param toolRun whether a tool did what a model did before
 * @param toolPatternSignature the operation that the tool did
 * @param actualCostTotal exact, in the tenant's currency
 * @param receivedAt when the run was first heard of
 */
public record WorkflowTracked(
        String workflowId,
        long rowVersion,
        boolean active,
        @Nullable String nlInput,
        @Nullable String workflowTemplate,
        @Nullable String status,
        @Nullable String adwId,
        boolean toolRun,
        @Nullable String toolPatternSignature,
        @Nullable String errorMessage,
        int errorCount,
        int retryCount,
        @Nullable BigDecimal durationSeconds,
        @Nullable Long totalTokens,
        @Nullable BigDecimal actualCostTotal,
        @Nullable String model,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Instant receivedAt) {}
