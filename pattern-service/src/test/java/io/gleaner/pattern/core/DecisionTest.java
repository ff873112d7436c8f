package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final LearningRules RULES =
            new LearningRules(3, new BigDecimal("0.80"), 10, List.of(5L, 10L), false);
    private static final Standing FRESH = new Standing.Fresh();

    @Test
    void theThirdTransactionMakesACandidateNotTheSecond() {
        assertThat(Decision.on(tally(2), FRESH, RULES)).isEqualTo(new Decision.TooFew(2));
        assertThat(Decision.on(tally(3), FRESH, RULES)).isEqualTo(new Decision.Candidate(tally(3)));
    }

    @Test
    void nothingCountedIsTooFew() {
        assertThat(Decision.on(new Tally(List.of()), FRESH, RULES)).isEqualTo(new Decision.TooFew(0));
    }

    @Test
    void fiveAgainstFiveIsAConflict() {
        Tally split = tally(5, 5);
        assertThat(Decision.on(split, FRESH, RULES)).isEqualTo(new Decision.Conflict(split));
        assertThat(split.labels()).containsExactly(new LabelCount("label0", 5), new LabelCount("label1", 5));
    }

    @Test
    void nineteenToOneIsACandidateWithAgreement95() {
        Tally tally = tally(1, 19);
        assertThat(Decision.on(tally, FRESH, RULES)).isEqualTo(new Decision.Candidate(tally));
        assertThat(tally.majority()).isEqualTo("label1");
        assertThat(tally.agreement()).isEqualByComparingTo("0.95");
    }

    @Test
    void exactlyTheLeastAgreementIsEnoughAndJustBelowIsNot() {
        assertThat(Decision.on(tally(4, 1), FRESH, RULES)).isInstanceOf(Decision.Candidate.class);
        assertThat(Decision.on(tally(79_999, 20_001), FRESH, RULES)).isInstanceOf(Decision.Conflict.class);
    }

    @Test
    void aCoveredSignatureStaysKnown() {
        Standing covered = new Standing.Covered(PatternStatus.ACTIVE, "label0", FRESH);
        assertThat(Decision.on(tally(100), covered, RULES)).isEqualTo(new Decision.Known(covered));
    }

    @Test
    void aRejectedSignatureReturnsAfterTenMoreOccurrences() {
        Standing rejected = new Standing.Rejected(9);
        assertThat(Decision.on(tally(18), rejected, RULES)).isEqualTo(new Decision.Known(rejected));
        assertThat(Decision.on(tally(19), rejected, RULES)).isEqualTo(new Decision.Candidate(tally(19)));
    }

    @Test
    void anOpenSuggestionIsCountedAgain() {
        assertThat(Decision.on(tally(4), new Standing.Open(Status.WAITING), RULES))
                .isEqualTo(new Decision.Candidate(tally(4)));
    }

    /** One label per count. */
    private static Tally tally(long... counts) {
        return new Tally(Stream.iterate(0, i -> i < counts.length, i -> i + 1)
                .map(i -> new LabelCount("label" + i, counts[i]))
                .toList());
    }
}
