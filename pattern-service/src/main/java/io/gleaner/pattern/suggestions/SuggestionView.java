package io.gleaner.pattern.suggestions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A suggestion as clients see it.
 *
 * @param labels the most frequent labels of the signature, with how many transactions carry them
 * @param tokens what its pattern looks for, or would once it is approved
 * @param revalidating whether it is a candidate again: it stays what it is, but its confidence may change
 * @param waitingFor {@code rate}, {@code budget}, {@code breaker}, {@code provider} or {@code tracking} (whether a pattern covers
 *     it cannot be asked), while it waits for a turn; null if it is due
 */
record SuggestionView(
        UUID suggestionId,
        String field,
        @Nullable String label,
        String key,
        String direction,
        long occurrences,
        BigDecimal agreement,
        @Nullable BigDecimal confidence,
        String status,
        boolean revalidating,
        @Nullable String reasoning,
        @Nullable String risk,
        @Nullable String model,
        List<String> examples,
        List<String> tokens,
        JsonNode labels,
        @Nullable String waitingFor,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        Instant updatedAt) {}
