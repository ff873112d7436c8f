package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How sure we are of a suggestion: {@code clamp(base + adjustment, 0.40, 0.95)}.
 *
 * <p>The base is the majority label's share after one imaginary transaction that disagrees (additive smoothing):
 * {@code base = agreement · n / (n + 1)} for n occurrences. So three that agree give 0.75, nine 0.90, and twenty of
 * which one disagrees 0.905: more evidence means more confidence, and a handful never means certainty. The adjustment
 * is the model's, held within ±0.20.
 */
public final class Confidence {

    private static final BigDecimal LOWEST = new BigDecimal("0.40");
    private static final BigDecimal HIGHEST = new BigDecimal("0.95");
    private static final BigDecimal MOST_ADJUSTMENT = new BigDecimal("0.20");

    private Confidence() {}

    /** From statistics alone. */
    public static BigDecimal of(BigDecimal agreement, long occurrences) {
        return of(agreement, occurrences, BigDecimal.ZERO);
    }

    /** From statistics and the model's adjustment. */
    public static BigDecimal of(BigDecimal agreement, long occurrences, BigDecimal adjustment) {
        BigDecimal base = agreement
                .multiply(BigDecimal.valueOf(occurrences))
                .divide(BigDecimal.valueOf(occurrences + 1), Tally.SCALE, RoundingMode.HALF_EVEN);
        BigDecimal held = adjustment.max(MOST_ADJUSTMENT.negate()).min(MOST_ADJUSTMENT);
        return base.add(held).max(LOWEST).min(HIGHEST).setScale(Tally.SCALE, RoundingMode.HALF_EVEN);
    }
}
