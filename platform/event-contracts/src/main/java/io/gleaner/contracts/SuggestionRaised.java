package io.gleaner.contracts;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion has its outcome; published once per outcome.
 *
 * @param agreement share of the occurrences that carry the label, 0 to 1
 * @param confidence 0.40 to 0.95; null for a conflict
 * @param status {@code approved}, {@code pending_review}, {@code rejected} or {@code conflict}
 * @param model the model that was asked; {@code none} if statistics alone decided
 * @param tokens what its pattern looks for, or would: narrower than the key where the model proposed it and it was
 *     accepted
 */
public record SuggestionRaised(
        String suggestionId,
        String field,
        @Nullable String label,
        String key,
        long occurrences,
        BigDecimal agreement,
        @Nullable BigDecimal confidence,
        String status,
        @Nullable String reasoning,
        @Nullable String risk,
        String model,
        @Nullable List<String> tokens) {}
