package io.gleaner.pattern.core;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How reliable a label must have proved to be suggested.
 *
 * @param targetPrecision least expected precision, 0 to 1, of a signature with enough transactions
 * @param earlyOccurrences transactions from which a signature is enough that has fewer than usual
 * @param earlyPrecision least expected precision, 0 to 1, of such a signature; above 0.95, so that a field first has to
 *     prove it
 */
public record Trust(BigDecimal targetPrecision, long earlyOccurrences, BigDecimal earlyPrecision) {

    /** What is expected of a label about which nothing is known; an early precision has to be above it. */
    public static final BigDecimal UNPROVED = new BigDecimal("0.95");

    /** What is suggested already stays until it is this much worse, lest it come and go. */
    private static final double LEEWAY = 0.02;

    /** Whether a signature with enough transactions is reliable enough. */
    boolean suffices(Reliability reliability, boolean suggested) {
        return reaches(reliability, targetPrecision, suggested);
    }

    /** Whether so many transactions are enough for what is suggested already. */
    public boolean enough(long occurrences, Reliability reliability, LearningRules rules) {
        return occurrences >= rules.minOccurrences() || sufficesEarly(occurrences, reliability, true);
    }

    /** Whether a signature with fewer transactions than usual may go ahead all the same. */
    boolean sufficesEarly(long occurrences, Reliability reliability, boolean suggested) {
        return occurrences >= earlyOccurrences && reaches(reliability, earlyPrecision, suggested);
    }

    /**
     * Whether a pattern's label has just been wrong once too often, though most transactions carry it. Judged by news
     * only, so that a person who resumes a pattern is not overruled by what was known then.
     */
    public boolean lost(Support support, Reliability reliability, LearningRules rules) {
        return reliability.latest().wrong() > 0
                && support.tally().occurrences() >= rules.minOccurrences()
                && !suffices(reliability, true);
    }

    /**
     * Whether users agree again on the label of a pattern that is paused, and it has proved reliable since.
     *
     * @param correctedAt occurrences when users had corrected it too often; null if that is not why it is paused
     */
    public boolean regained(Support support, @Nullable Long correctedAt, Reliability reliability, LearningRules rules) {
        Tally tally = support.tally();
        if (correctedAt != null && !rules.returns(correctedAt, tally.occurrences())) {
            return false;
        }
        boolean agreed = tally.agreementOn(support.label()).compareTo(rules.minAgreement()) >= 0;
        boolean reliable = tally.occurrences() >= rules.minOccurrences()
                ? suffices(reliability, false)
                : sufficesEarly(tally.occurrences(), reliability, false);
        return agreed && reliable;
    }

    private static boolean reaches(Reliability reliability, BigDecimal least, boolean suggested) {
        return reliability.expected() >= least.doubleValue() - (suggested ? LEEWAY : 0);
    }
}
