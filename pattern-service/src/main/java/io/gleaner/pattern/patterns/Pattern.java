package io.gleaner.pattern.patterns;

import io.gleaner.pattern.core.Conditions;
import io.gleaner.pattern.core.PatternStatus;
import io.gleaner.pattern.core.PatternUse;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Support;
import io.gleaner.pattern.core.Tokens;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as it stands in its row.
 *
 * @param rowVersion raised with every change
 * @param judgedFrom hits and corrections when a person resumed it
 * @param correctedAt transactions it rested on when users had corrected it too often; null unless that is why it is paused
 * @param upheld its support when a person approved or resumed it; null if nobody did
 */
record Pattern(
        UUID id,
        String tenantId,
        UUID suggestionId,
        Signature signature,
        String label,
        Tokens tokens,
        Conditions conditions,
        PatternStatus status,
        int priority,
        long rowVersion,
        Instant createdAt,
        PatternUse.Baseline judgedFrom,
        @Nullable Long correctedAt,
        Support.@Nullable Upheld upheld) {}
