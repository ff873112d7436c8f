package io.gleaner.pattern.core.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperationStatusTest {

    private static final CandidateRule RULE = new CandidateRule(5, 70, new BigDecimal("0.50"));

    private static OperationStatistics seen(long times, String recentCosts) {
        return new OperationStatistics(
                new Steadiness(times, times, Sum.NONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
                Sum.NONE,
                Sum.NONE,
                new OperationStatistics.Recent(times, new BigDecimal(recentCosts)),
                OperationStatistics.ToolUse.NONE);
    }

    @ParameterizedTest
    @CsvSource({"5, 0.53, CANDIDATE", "5, 0.52, DETECTED", "4, 9, DETECTED", "10, 0, DETECTED"})
    void allThreeThingsMakeACandidate(long times, String recentCosts, OperationStatus expected) {
        assertThat(RULE.statusOf(seen(times, recentCosts))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(OperationStatus.class)
    void nobodyDecidesForWhatFollowsFromTheNumbers(OperationStatus status) {
        assertThat(status.next()).isNotEmpty().doesNotContain(OperationStatus.CANDIDATE, status);
    }

    @Test
    void theWayLeadsFromAHabitToATool() {
        assertThat(OperationStatus.CANDIDATE.next()).contains(OperationStatus.APPROVED);
        assertThat(OperationStatus.APPROVED.next()).contains(OperationStatus.IMPLEMENTED);
        assertThat(OperationStatus.IMPLEMENTED.next()).contains(OperationStatus.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"0, new", "29, new", "30, emerging", "59, emerging", "60, established", "100, established"})
    void bandsPutConfidenceInWords(int confidence, String band) {
        assertThat(Steadiness.band(confidence)).isEqualTo(band);
    }
}
