package io.gleaner.pattern.suggestions;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A pattern as clients see it. */
record PatternView(
        UUID patternId,
        String field,
        String label,
        List<String> tokens,
        Conditions conditions,
        String status,
        int priority,
        UUID suggestionId) {

    /**
     * What a transaction must be beside matching the tokens.
     *
     * @param direction null for both
     */
    record Conditions(@Nullable String direction) {}
}
