package io.gleaner.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern is active from now on.
 *
 * @param rowVersion raised with every change of the pattern
 * @param tokens must appear in a transaction's key in this order; others may stand between
 * @param direction {@code debit} or {@code credit}; null for both
 */
public record PatternActivated(
        String patternId,
        long rowVersion,
        String suggestionId,
        String field,
        String label,
        List<String> tokens,
        @Nullable String direction,
        int priority) {}
