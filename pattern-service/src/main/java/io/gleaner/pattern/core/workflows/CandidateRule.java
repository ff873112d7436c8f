package io.gleaner.pattern.core.workflows;

import java.math.BigDecimal;

/**
 * When an operation is worth a look by a person.
 *
 * @param occurrences at least so many
 * @param confidence at least so much, from 0 to 100
 * @param savings at least so much a month
 */
public record CandidateRule(long occurrences, int confidence, BigDecimal savings) {

    /** The status of an operation that no person has decided on. */
    public OperationStatus statusOf(OperationStatistics statistics) {
        boolean worth = statistics.occurrences() >= occurrences
                && statistics.confidence() >= confidence
                && statistics.savings().compareTo(savings) >= 0;
        return worth ? OperationStatus.CANDIDATE : OperationStatus.DETECTED;
    }
}
