package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.util.List;

/**
 * When counts are enough to suggest something, and who has the last word.
 *
 * @param minOccurrences distinct transactions that a signature needs
 * @param minAgreement share of the majority label, 0 to 1
 * @param moreAfterRejection how many more occurrences bring a rejected signature back
 * @param revalidateAt occurrences at which what was suggested is a candidate again, ascending
 * @param reviewAll whether a person decides about everything that the model approves
 */
public record LearningRules(
        long minOccurrences,
        BigDecimal minAgreement,
        long moreAfterRejection,
        List<Long> revalidateAt,
        boolean reviewAll) {}
