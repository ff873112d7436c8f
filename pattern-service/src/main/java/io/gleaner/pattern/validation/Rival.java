package io.gleaner.pattern.validation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An active pattern that may give a candidate's label to its transactions already.
 *
 * @param key of the candidate
 * @param direction of the candidate
 * @param patternDirection the only one that the pattern covers; null for both
 */
record Rival(
        UUID candidateId,
        String field,
        String label,
        String key,
        String direction,
        UUID patternId,
        List<String> tokens,
        @Nullable String patternDirection) {}
