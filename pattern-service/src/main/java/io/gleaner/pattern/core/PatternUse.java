package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How the labels that a pattern set fared, as tracking-service counts them.
 *
 * @param hits rows whose label it set, without those of undone applications
 * @param corrected how many of them users changed
 * @param recent the last of them, 20 at most
 * @param recentRight how many of the last ones nobody changed
 */
public record PatternUse(long hits, long corrected, long recent, long recentRight) {

    /** The last rows that tracking-service looks at. */
    static final int RECENT = 20;

    /** One correction may be a slip, whatever its share of the few rows there are. */
    private static final int LEAST_WRONG = 2;

    /** Nothing was labelled yet. */
    public static final PatternUse NONE = new PatternUse(0, 0, 0, 0);

    /**
     * Rows and corrections that a pattern is no longer judged by: those before a person resumed it.
     *
     * @param hits at that time
     * @param corrected at that time
     */
    public record Baseline(long hits, long corrected) {}

    /** The share of the last rows that nobody changed, 0 to 1; empty before the first row. */
    public Optional<BigDecimal> precision() {
        return recent == 0 ? Optional.empty() : Optional.of(share(recentRight, recent));
    }

    /**
     * The precision that pauses the pattern; empty if it may go on. Judged over the last 20 rows, or those there are,
     * since the baseline: it is paused once at least two of them were corrected and the share of the others is below the
     * least precision. So one slip pauses nothing, two corrections of the first nine rows do, and so do five of the last
     * twenty. While fewer than 20 rows came since the baseline, a correction counts for the time when it was made: which
     * row it belongs to is not known here.
     *
     * @param minPrecision 0 to 1
     */
    public Optional<BigDecimal> tooImprecise(Baseline baseline, BigDecimal minPrecision) {
        long since = Math.max(0, hits - baseline.hits());
        long rows = Math.min(since, recent);
        long wrong = since >= RECENT ? recent - recentRight : Math.clamp(corrected - baseline.corrected(), 0, rows);
        if (wrong < LEAST_WRONG) {
            return Optional.empty();
        }
        return Optional.of(share(rows - wrong, rows)).filter(precision -> precision.compareTo(minPrecision) < 0);
    }

    private static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), Tally.SCALE, RoundingMode.DOWN);
    }
}
