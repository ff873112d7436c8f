package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {

    @ParameterizedTest
    @CsvSource({
        "1, 3, 0, 0.75",
        "1, 9, 0, 0.90",
        "0.95, 20, 0, 0.9048",
        "1, 9, 0.2, 0.95",
        "1, 3, -0.2, 0.55",
        "1, 3, -0.9, 0.55",
        "1, 3, 5, 0.95",
        "0.8, 5, -0.2, 0.4667",
        "0.5, 3, -0.2, 0.40"
    })
    void isTheSmoothedAgreementPlusAHeldAdjustmentWithinItsBounds(
            BigDecimal agreement, long occurrences, BigDecimal adjustment, BigDecimal expected) {
        assertThat(Confidence.of(agreement, occurrences, adjustment)).isEqualByComparingTo(expected);
    }

    @Test
    void moreEvidenceNeverMeansLess() {
        for (long n = 3; n < 200; n++) {
            assertThat(Confidence.of(BigDecimal.ONE, n + 1)).isGreaterThanOrEqualTo(Confidence.of(BigDecimal.ONE, n));
        }
    }
}
