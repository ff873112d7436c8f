package io.gleaner.pattern.core;

import java.math.BigDecimal;

/**
 * When counts are enough to suggest something.
 *
 * @param minOccurrences distinct transactions that a signature needs
 * @param minAgreement share of the majority label, 0 to 1
 * @param moreAfterRejection how many more occurrences bring a rejected signature back
 */
public record LearningRules(long minOccurrences, BigDecimal minAgreement, long moreAfterRejection) {}
