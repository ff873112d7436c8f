package io.gleaner.pattern.patterns;

import io.gleaner.pattern.core.Conditions;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Tokens;
import java.util.UUID;

/**
 * What becomes a pattern.
 *
 * @param suggestionId that it comes of
 * @param signature that it rests on
 * @param tokens that it looks for
 */
public record NewPattern(
        String tenantId, UUID suggestionId, Signature signature, String label, Tokens tokens, Conditions conditions) {}
