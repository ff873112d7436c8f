package io.gleaner.pattern.suggestions;

import io.gleaner.pattern.core.Tokens;
import java.util.UUID;

/** A pattern that has just become active. */
record ActivePattern(
        UUID id,
        String tenantId,
        UUID suggestionId,
        String field,
        String label,
        Tokens tokens,
        String direction,
        int priority,
        long rowVersion) {}
