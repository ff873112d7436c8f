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
     * Enough transactions agree, but what looked like them did not turn out right often enough.
     *
     * @param reliability what was found
     */
    record Doubtful(Reliability reliability) implements Decision {}

    /**
     * Settled before: by an active or deleted pattern, by a paused one whose label users still give, or by a rejection.
     */
    record Known(Standing standing) implements Decision {}

    /**
     * Decides from counts, records and history alone, so the same ones always give the same decision.
     *
     * @param reliability of the tally's majority label
     */
    static Decision on(Tally tally, Standing standing, Reliability reliability, LearningRules rules) {
        return switch (standing) {
            case Standing.Covered covered when settles(covered, tally, rules) -> new Known(covered);
            case Standing.Covered covered -> on(tally, covered.otherwise(), reliability, rules);
            case Standing.Rejected rejected
            when !rules.returns(rejected.occurrences(), tally.occurrences()) -> new Known(rejected);
            case Standing.Rejected _, Standing.Open _, Standing.Fresh _ ->
                onCounts(tally, reliability, rules, standing instanceof Standing.Open);
        };
    }

    private static boolean settles(Standing.Covered covered, Tally tally, LearningRules rules) {
        return switch (covered.status()) {
            case ACTIVE, DELETED -> true;
            case PAUSED -> tally.agreementOn(covered.label()).compareTo(rules.minAgreement()) >= 0;
        };
    }

    private static Decision onCounts(Tally tally, Reliability reliability, LearningRules rules, boolean suggested) {
        boolean agrees = tally.agreement().compareTo(rules.minAgreement()) >= 0;
        if (tally.occurrences() < rules.minOccurrences()) {
            boolean early = agrees && rules.trust().sufficesEarly(tally.occurrences(), reliability, suggested);
            return early ? new Candidate(tally) : new TooFew(tally.occurrences());
        }
        if (!agrees) {
            return new Conflict(tally);
        }
        return rules.trust().suffices(reliability, suggested) ? new Candidate(tally) : new Doubtful(reliability);
    }
}
