package io.gleaner.pattern.operations;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An occurrence as clients see it.
 *
 * @param layer where the run shows it: {@code nl_input}, {@code error_message} or {@code workflow_template}
 * @param tokens of the run, on the first of its operations only; null on others, and where they are not known
 * @param verdict whether it is one, in the eyes of a person; null until one said so
 */
record OccurrenceView(
        String workflowId,
        @Nullable String nlInput,
        int similarityScore,
        String layer,
        Instant detectedAt,
        Instant happenedAt,
        @Nullable Long tokens,
        @Nullable BigDecimal cost,
        @Nullable BigDecimal durationSeconds,
        int errorCount,
        int retryCount,
        JsonNode characteristics,
        @Nullable Boolean verdict) {}
