package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final Trust TRUST = new Trust(new BigDecimal("0.87"), 1, new BigDecimal("0.98"));
    private static final LearningRules RULES =
            new LearningRules(3, new BigDecimal("0.80"), 10, List.of(5L, 10L), false, TRUST);
    private static final Standing FRESH = new Standing.Fresh();

    @Test
    void theThirdTransactionMakesACandidateNotTheSecond() {
        assertThat(Decision.on(tally(2), FRESH, Reliability.UNKNOWN, RULES)).isEqualTo(new Decision.TooFew(2));
        assertThat(Decision.on(tally(3), FRESH, Reliability.UNKNOWN, RULES))
                .isEqualTo(new Decision.Candidate(tally(3)));
    }

    @Test
    void nothingCountedIsTooFew() {
        assertThat(Decision.on(new Tally(List.of()), FRESH, Reliability.UNKNOWN, RULES))
                .isEqualTo(new Decision.TooFew(0));
    }

    @Test
    void fiveAgainstFiveIsAConflict() {
        Tally split = tally(5, 5);
        assertThat(Decision.on(split, FRESH, Reliability.UNKNOWN, RULES)).isEqualTo(new Decision.Conflict(split));
        assertThat(split.labels()).containsExactly(new LabelCount("label0", 5), new LabelCount("label1", 5));
    }

    @Test
    void nineteenToOneIsACandidateWithAgreement95() {
        Tally tally = tally(1, 19);
        assertThat(Decision.on(tally, FRESH, Reliability.UNKNOWN, RULES)).isEqualTo(new Decision.Candidate(tally));
        assertThat(tally.majority()).isEqualTo("label1");
        assertThat(tally.agreement()).isEqualByComparingTo("0.95");
    }

    @Test
    void exactlyTheLeastAgreementIsEnoughAndJustBelowIsNot() {
        assertThat(Decision.on(tally(4, 1), FRESH, Reliability.UNKNOWN, RULES)).isInstanceOf(Decision.Candidate.class);
        assertThat(Decision.on(tally(79_999, 20_001), FRESH, Reliability.UNKNOWN, RULES))
                .isInstanceOf(Decision.Conflict.class);
    }

    @Test
    void aCoveredSignatureStaysKnown() {
        Standing covered = new Standing.Covered(PatternStatus.ACTIVE, "label0", FRESH);
        assertThat(Decision.on(tally(100), covered, Reliability.UNKNOWN, RULES)).isEqualTo(new Decision.Known(covered));
    }

    @Test
    void aRejectedSignatureReturnsAfterTenMoreOccurrences() {
        Standing rejected = new Standing.Rejected(9);
        assertThat(Decision.on(tally(18), rejected, Reliability.UNKNOWN, RULES))
                .isEqualTo(new Decision.Known(rejected));
        assertThat(Decision.on(tally(19), rejected, Reliability.UNKNOWN, RULES))
                .isEqualTo(new Decision.Candidate(tally(19)));
    }

    @Test
    void anOpenSuggestionIsCountedAgain() {
        assertThat(Decision.on(tally(4), new Standing.Open(Status.WAITING), Reliability.UNKNOWN, RULES))
                .isEqualTo(new Decision.Candidate(tally(4)));
    }

    @Test
    void oneTransactionIsEnoughOnceItsKindHasProvedItself() {
        Reliability proved = new Reliability(new TrackRecord(420, 6), TrackRecord.NONE);
        assertThat(Decision.on(tally(1), FRESH, proved, RULES)).isEqualTo(new Decision.Candidate(tally(1)));
        assertThat(Decision.on(tally(1, 1), FRESH, proved, RULES)).isEqualTo(new Decision.TooFew(2));
    }

    @Test
    void fourteenRightOnesProveNothingYetAndFifteenDo() {
        assertThat(onOne(14, 0)).isEqualTo(new Decision.TooFew(1));
        assertThat(onOne(15, 0)).isEqualTo(new Decision.Candidate(tally(1)));
        assertThat(onOne(63, 1)).isEqualTo(new Decision.TooFew(1));
    }

    @Test
    void threeThatAgreeAreDoubtfulWhereTheirKindWasOftenWrong() {
        Reliability ambiguous = new Reliability(new TrackRecord(70, 30), TrackRecord.NONE);
        assertThat(Decision.on(tally(3), FRESH, ambiguous, RULES)).isEqualTo(new Decision.Doubtful(ambiguous));
    }

    @Test
    void aSignatureThatWasWrongItselfIsDoubtfulHoweverGoodItsKind() {
        Reliability slipping = new Reliability(new TrackRecord(990, 10), new TrackRecord(2, 2));
        assertThat(Decision.on(tally(5, 1), FRESH, slipping, RULES)).isEqualTo(new Decision.Doubtful(slipping));
    }

    @Test
    void whatIsSuggestedStaysWhileItIsALittleLessReliable() {
        Reliability little = new Reliability(new TrackRecord(95, 16), TrackRecord.NONE);
        assertThat(little.expected()).isBetween(0.86, 0.87);
        assertThat(Decision.on(tally(3), FRESH, little, RULES)).isEqualTo(new Decision.Doubtful(little));
        assertThat(Decision.on(tally(3), new Standing.Open(Status.WAITING), little, RULES))
                .isEqualTo(new Decision.Candidate(tally(3)));
    }

    @Test
    void aPatternIsGivenUpByNewsAndTakenUpAgainOnceItIsReliable() {
        Support support = new Support(tally(9, 1), "label0", null);
        TrackRecord kind = new TrackRecord(700, 300);
        Reliability old = new Reliability(kind, TrackRecord.NONE);
        Reliability wrongNow = new Reliability(kind, TrackRecord.NONE, new TrackRecord(0, 1));
        Reliability rightSince = new Reliability(kind, new TrackRecord(40, 1), new TrackRecord(1, 0));

        assertThat(TRUST.lost(support, old, RULES)).isFalse();
        assertThat(TRUST.lost(support, wrongNow, RULES)).isTrue();
        assertThat(TRUST.regained(support, null, wrongNow, RULES)).isFalse();
        assertThat(TRUST.regained(support, null, rightSince, RULES)).isTrue();
        assertThat(TRUST.regained(new Support(tally(5, 5), "label0", null), null, rightSince, RULES))
                .isFalse();
    }

    @Test
    void aPatternThatWasCorrectedWaitsForTenMoreOccurrencesWhateverItsRecord() {
        Reliability right = new Reliability(new TrackRecord(990, 10), new TrackRecord(40, 1), new TrackRecord(1, 0));
        Support support = new Support(tally(19, 1), "label0", null);

        assertThat(TRUST.regained(support, 11L, right, RULES)).isFalse();
        assertThat(TRUST.regained(support, 10L, right, RULES)).isTrue();
    }

    private static Decision onOne(long right, long wrong) {
        Reliability reliability = new Reliability(new TrackRecord(right, wrong), TrackRecord.NONE);
        return Decision.on(tally(1), FRESH, reliability, RULES);
    }

    /** One label per count. */
    private static Tally tally(long... counts) {
        return new Tally(Stream.iterate(0, i -> i < counts.length, i -> i + 1)
                .map(i -> new LabelCount("label" + i, counts[i]))
                .toList());
    }
}
