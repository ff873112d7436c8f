package io.gleaner.pattern.runs;

import io.gleaner.pattern.core.workflows.Characteristics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as clients see it.
 *
 * @param patterns signatures of the operations that it shows, in the order in which they are looked for
 */
record RunView(
        String workflowId,
        long rowVersion,
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
        Instant receivedAt,
        List<String> patterns,
        Characteristics characteristics) {}
