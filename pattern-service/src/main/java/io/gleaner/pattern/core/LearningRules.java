package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.util.List;

/**
 * When counts are enough to suggest something, and who has the last word.
 *
 * @param minOccurrences distinct transactions that a signature needs
 * @param minAgreement share of the majority label, 0 to 1
 * @param moreAfterRejection how many more occurrences bring back a rejected signature, or a pattern that was corrected too
 *     often
 * @param revalidateAt occurrences at which what was suggested is a candidate again, ascending
 * @param reviewAll whether a person decides about everything that the model approves
 * @param trust how reliable a label must have proved
 */
public record LearningRules(
        long minOccurrences,
        BigDecimal minAgreement,
        long moreAfterRejection,
        List<Long> revalidateAt,
        boolean reviewAll,
        Trust trust) {

    /** Whether what was turned down with so many occurrences has enough more of them now. */
    public boolean returns(long before, long now) {
        return now >= before + moreAfterRejection;
    }
}
