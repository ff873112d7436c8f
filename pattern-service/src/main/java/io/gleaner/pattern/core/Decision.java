package io.gleaner.pattern.core;

/** What the counts of one signature call for. */
public sealed interface Decision {

    /** Enough transactions agree: suggest the majority label. */
    record Candidate(Tally tally) implements Decision {}

    /** Enough transactions, but their labels disagree: show the labels, make no pattern. */
    record Conflict(Tally tally) implements Decision {}

    /** Not enough distinct transactions. */
    record TooFew(long occurrences) implements Decision {}

    /**
     * Settled before: by an active or deleted pattern, by a paused one whose label users still give, or by a rejection.
     */
    record Known(Standing standing) implements Decision {}

    /** Decides from counts and history alone, so the same counts always give the same decision. */
    static Decision on(Tally tally, Standing standing, LearningRules rules) {
        return switch (standing) {
            case Standing.Covered covered when settles(covered, tally, rules) -> new Known(covered);
            case Standing.Covered covered -> on(tally, covered.otherwise(), rules);
            case Standing.Rejected rejected when !returns(rejected, tally, rules) -> new Known(rejected);
            case Standing.Rejected _, Standing.Open _, Standing.Fresh _ -> onCounts(tally, rules);
        };
    }

    private static boolean settles(Standing.Covered covered, Tally tally, LearningRules rules) {
        return switch (covered.status()) {
            case ACTIVE, DELETED -> true;
            case PAUSED -> tally.agreementOn(covered.label()).compareTo(rules.minAgreement()) >= 0;
        };
    }

    private static boolean returns(Standing.Rejected rejected, Tally tally, LearningRules rules) {
        return tally.occurrences() >= rejected.occurrences() + rules.moreAfterRejection();
    }

    private static Decision onCounts(Tally tally, LearningRules rules) {
        if (tally.occurrences() < rules.minOccurrences()) {
            return new TooFew(tally.occurrences());
        }
        return tally.agreement().compareTo(rules.minAgreement()) < 0 ? new Conflict(tally) : new Candidate(tally);
    }
}
