package io.gleaner.pattern.merges;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two operations that may be the same.
 *
 * @param fromPatternId null once nothing shows the operation any more, as after a merge
 * @param intoPatternId null likewise
 * @param similarity of their typical inputs, 0.7 to 1
 */
record MergeView(
        UUID mergeId,
        @Nullable UUID fromPatternId,
        String fromSignature,
        @Nullable UUID intoPatternId,
        String intoSignature,
        BigDecimal similarity,
        String fromInput,
        String intoInput,
        String status,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {}
