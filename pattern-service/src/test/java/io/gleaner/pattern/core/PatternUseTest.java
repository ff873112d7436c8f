package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.pattern.core.PatternUse.Baseline;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternUseTest {

    private static final BigDecimal LEAST = new BigDecimal("0.80");

    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 2, true", "4, 1, false", "9, 2, true", "10, 2, false", "20, 4, false", "20, 5, true"
    })
    void twoCorrectionsThatAreTooManyOfTheLastRowsPauseAPattern(long rows, long wrong, boolean paused) {
        PatternUse use = new PatternUse(rows, wrong, rows, rows - wrong);
        assertThat(use.tooImprecise(new Baseline(0, 0), LEAST).isPresent()).isEqualTo(paused);
    }

    @Test
    void onlyTheLastTwentyRowsCount() {
        assertThat(new PatternUse(1_000, 400, 20, 20).tooImprecise(new Baseline(0, 0), LEAST))
                .isEmpty();
        assertThat(new PatternUse(1_000, 5, 20, 15).tooImprecise(new Baseline(0, 0), LEAST))
                .contains(new BigDecimal("0.7500"));
    }

    @Test
    void aResumedPatternIsJudgedByLaterRowsOnly() {
        Baseline resumed = new Baseline(20, 5);
        assertThat(new PatternUse(20, 5, 20, 15).tooImprecise(resumed, LEAST)).isEmpty();
        assertThat(new PatternUse(22, 6, 20, 15).tooImprecise(resumed, LEAST)).isEmpty();
        assertThat(new PatternUse(25, 7, 20, 14).tooImprecise(resumed, LEAST)).contains(new BigDecimal("0.6000"));
        assertThat(new PatternUse(40, 6, 20, 19).tooImprecise(resumed, LEAST)).isEmpty();
    }

    @Test
    void withoutRowsThereIsNoPrecision() {
        assertThat(PatternUse.NONE.precision()).isEmpty();
        assertThat(new PatternUse(3, 1, 3, 2).precision()).contains(new BigDecimal("0.6666"));
    }
}
