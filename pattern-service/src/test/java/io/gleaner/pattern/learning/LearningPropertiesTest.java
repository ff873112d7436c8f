package io.gleaner.pattern.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.pattern.Settings;
import io.gleaner.pattern.core.LearningRules;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningPropertiesTest {

    @Test
    void withoutSettingsThreeTransactionsOfWhichFourFifthsAgreeAreEnough() {
        assertThat(bind(Map.of()).rules()).isEqualTo(new LearningRules(3, new BigDecimal("0.80"), 10));
    }

    @Test
    void everyRuleHasAKey() {
        assertThat(bind(Map.of(
                                "gleaner.learning.min-occurrences", "5",
                                "gleaner.learning.min-agreement", "0.9",
                                "gleaner.learning.more-after-rejection", "20"))
                        .rules())
                .isEqualTo(new LearningRules(5, new BigDecimal("0.9"), 20));
    }

    @ParameterizedTest
    @CsvSource({"min-occurrences, 0", "min-agreement, 0.5", "min-agreement, 1.01", "more-after-rejection, 0"})
    void aRuleThatAnythingOrNothingPassesIsRefused(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("gleaner.learning." + key, value)))
                .hasStackTraceContaining("gleaner.learning");
    }

    private static LearningProperties bind(Map<String, String> given) {
        return Settings.bind("gleaner.learning", LearningProperties.class, given);
    }
}
