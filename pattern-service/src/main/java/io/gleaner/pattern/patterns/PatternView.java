package io.gleaner.pattern.patterns;

import io.gleaner.pattern.core.Conditions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as clients see it.
 *
 * @param pausedReason {@code precision}, {@code support}, {@code ambiguity} or {@code user}; null unless it is paused
 * @param hits rows whose label it set, without those of undone applications
 * @param corrected how many of them users changed
 * @param precision share of its last 20 labels that nobody corrected, 0 to 1; null before the first
 */
record PatternView(
        UUID patternId,
        long rowVersion,
        String field,
        String label,
        List<String> tokens,
        Conditions conditions,
        String status,
        @Nullable String pausedReason,
        int priority,
        long hits,
        long corrected,
        @Nullable BigDecimal precision,
        UUID suggestionId,
        Instant createdAt) {}
