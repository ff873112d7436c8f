package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How far a signature's majority label may be trusted to be the next transaction's.
 *
 * <p>Measured, not assumed: signatures of its shape have a record in this field, and the signature has its own. Both are
 * smoothed (see {@link TrackRecord#expected}), the first towards 0.95, the second towards the first. So a field whose
 * labels depend on more than the text soon asks for more, and one that has proved unambiguous for less.
 *
 * @param alike the record of all signatures of this shape, in this field, of this tenant
 * @param own the signature's own record, of any shape it had
 * @param latest the part of its own record that is news
 */
public record Reliability(TrackRecord alike, TrackRecord own, TrackRecord latest) {

    /** Of a signature about whose field nothing is known. */
    public static final Reliability UNKNOWN = new Reliability(TrackRecord.NONE, TrackRecord.NONE);

    private static final double PRIOR = Trust.UNPROVED.doubleValue();
    private static final double PRIOR_WEIGHT = 10;
    private static final double ALIKE_WEIGHT = 5;

    /** Without news. */
    public Reliability(TrackRecord alike, TrackRecord own) {
        this(alike, own, TrackRecord.NONE);
    }

    /** The share of coming transactions that will have the majority label, 0 to 1. */
    public double expected() {
        return own.expected(alike.expected(PRIOR, PRIOR_WEIGHT), ALIKE_WEIGHT);
    }

    /**
     * The same for people.
     *
     * @param agreement share of the occurrences that carry the label, 0 to 1
     */
    public String inWords(long occurrences, BigDecimal agreement) {
        BigDecimal agreeing =
                agreement.multiply(BigDecimal.valueOf(occurrences)).setScale(0, RoundingMode.HALF_UP);
        return "%s of %d rows agree; %s".formatted(agreeing, occurrences, record());
    }

    private String record() {
        return alike.judged() == 0
                ? "how often texts seen this often turn out right is not known yet"
                : String.format(
                        Locale.ROOT,
                        "texts seen this often were right in %.1f %% of %,d cases",
                        100.0 * alike.right() / alike.judged(),
                        alike.judged());
    }
}
