package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SupportTest {

    private static final LearningRules RULES = new LearningRules(
            3,
            new BigDecimal("0.80"),
            10,
            List.of(5L, 10L),
            false,
            new Trust(new BigDecimal("0.87"), 1, new BigDecimal("0.98")));

    @Test
    void tooFewAndDisagreeingTransactionsLoseIt() {
        assertThat(support(3, 0, null).lost(RULES)).isEmpty();
        assertThat(support(2, 0, null).lost(RULES)).contains(PauseReason.SUPPORT);
        assertThat(support(0, 0, null).lost(RULES)).contains(PauseReason.SUPPORT);
        assertThat(support(8, 2, null).lost(RULES)).isEmpty();
        assertThat(support(7, 2, null).lost(RULES)).contains(PauseReason.AMBIGUITY);
    }

    @Test
    void whatAPersonUpheldIsEnoughUntilItIsLess() {
        Support.Upheld upheld = support(6, 2, null).seen();
        assertThat(support(6, 2, upheld).lost(RULES)).isEmpty();
        assertThat(support(6, 3, upheld).lost(RULES)).contains(PauseReason.AMBIGUITY);
        assertThat(support(2, 0, new Support.Upheld(2, BigDecimal.ONE)).lost(RULES))
                .isEmpty();
        assertThat(support(1, 0, new Support.Upheld(2, BigDecimal.ONE)).lost(RULES))
                .contains(PauseReason.SUPPORT);
    }

    @Test
    void aPausedPatternsSignatureIsAConflictOnceUsersDisagreeWithIt() {
        Standing paused = new Standing.Covered(PatternStatus.PAUSED, "Media", new Standing.Fresh());
        assertThat(decide(tally(8, 2), paused)).isEqualTo(new Decision.Known(paused));
        assertThat(decide(tally(5, 5), paused)).isEqualTo(new Decision.Conflict(tally(5, 5)));
        assertThat(decide(tally(1, 9), paused)).isEqualTo(new Decision.Candidate(tally(1, 9)));
        Standing rejected = new Standing.Covered(PatternStatus.PAUSED, "Media", new Standing.Rejected(5));
        assertThat(decide(tally(5, 5), rejected)).isInstanceOf(Decision.Known.class);
    }

    private static Decision decide(Tally tally, Standing standing) {
        return Decision.on(tally, standing, Reliability.UNKNOWN, RULES);
    }

    @Test
    void aDeletedPatternsSignatureDoesNotComeBack() {
        Standing deleted = new Standing.Covered(PatternStatus.DELETED, "Media", new Standing.Fresh());
        assertThat(decide(tally(1, 900), deleted)).isEqualTo(new Decision.Known(deleted));
    }

    @ParameterizedTest
    @EnumSource
    void noPatternBecomesWhatItIsAndADeletedOneBecomesNothing(PatternStatus status) {
        assertThat(status.mayBecome(status)).isFalse();
        assertThat(PatternStatus.DELETED.mayBecome(status)).isFalse();
        assertThat(PatternStatus.ofText(status.text())).contains(status);
    }

    private static Support support(long media, long others, Support.@Nullable Upheld upheld) {
        return new Support(tally(media, others), "Media", upheld);
    }

    private static Tally tally(long media, long others) {
        return new Tally(List.of(new LabelCount("Media", media), new LabelCount("Other", others)).stream()
                .filter(count -> count.transactions() > 0)
                .toList());
    }
}
