package io.gleaner.pattern.core;

import java.math.BigDecimal;

/**
 * What becomes of a candidate. Code decides, from the model's verdict and the facts.
 *
 * @param status {@code APPROVED}, {@code PENDING_REVIEW} or {@code REJECTED}
 */
public record Outcome(Status status, BigDecimal confidence) {

    /**
     * Approve with low risk makes a pattern, if users still agree by now and the tenant leaves that to the model; reject
     * ends it, and everything else goes to a person.
     */
    public static Outcome of(Verdict verdict, BigDecimal agreement, long occurrences, LearningRules rules) {
        boolean agreed = agreement.compareTo(rules.minAgreement()) >= 0;
        return new Outcome(
                statusOf(verdict, agreed && !rules.reviewAll()),
                Confidence.of(agreement, occurrences, verdict.adjustment()));
    }

    /** Without a model the statistics speak, and a person decides. */
    public static Outcome ofStatistics(BigDecimal agreement, long occurrences) {
        return new Outcome(Status.PENDING_REVIEW, Confidence.of(agreement, occurrences));
    }

    /** The statistics of a candidate that was settled before: what it is stays, only its confidence changes. */
    public static Outcome ofStatisticsAgain(Status before, BigDecimal agreement, long occurrences) {
        return new Outcome(before, Confidence.of(agreement, occurrences));
    }

    /**
     * What becomes of a candidate that was settled before, as {@code APPROVED} or {@code PENDING_REVIEW}: the model alone
     * ends nothing that a person could see, so its doubt brings it to a person. What is active already needs no review to
     * stay so.
     */
    public static Outcome again(
            Status before, Verdict verdict, BigDecimal agreement, long occurrences, LearningRules rules) {
        boolean agreed = agreement.compareTo(rules.minAgreement()) >= 0;
        Status judged = statusOf(verdict, agreed && (before == Status.APPROVED || !rules.reviewAll()));
        return new Outcome(
                judged == Status.REJECTED ? Status.PENDING_REVIEW : judged,
                Confidence.of(agreement, occurrences, verdict.adjustment()));
    }

    private static Status statusOf(Verdict verdict, boolean mayActivate) {
        return switch (verdict.opinion()) {
            case APPROVE -> mayActivate && verdict.risk() == Risk.LOW ? Status.APPROVED : Status.PENDING_REVIEW;
            case UNSURE -> Status.PENDING_REVIEW;
            case REJECT -> Status.REJECTED;
        };
    }
}
