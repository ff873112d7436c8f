package io.gleaner.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of an AI workflow ended. Reported again, by an event of a later time, it replaces what was reported before.
 *
 * @param workflowId the run's id, unique for its tenant
 * @param nlInput what a person asked for
 * @param toolRun whether a tool did what a model did before
 * @param toolPatternSignature the operation that the tool did, as {@code category:subcategory:target}
 * @param durationSeconds as it was measured
 * @param actualCostTotal exact, in the tenant's currency
 * @param userId who reported it, if a user did
 * @param jobId the request that it is a part of; null where nobody asks after it
 * @param index which item of the request, from 0; null where there is no job
 * @param total how many items the request has; null where there is no job
 */
public record WorkflowCompleted(
        String workflowId,
        @Nullable String nlInput,
        @Nullable String workflowTemplate,
        @Nullable String status,
        @Nullable String adwId,
        @Nullable Boolean toolRun,
        @Nullable String toolPatternSignature,
        @Nullable String errorMessage,
        @Nullable Integer errorCount,
        @Nullable Integer retryCount,
        @Nullable BigDecimal durationSeconds,
        @Nullable Long totalTokens,
        @Nullable BigDecimal actualCostTotal,
        @Nullable String model,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String userId,
        @Nullable String jobId,
        @Nullable Integer index,
        @Nullable Integer total) {}
