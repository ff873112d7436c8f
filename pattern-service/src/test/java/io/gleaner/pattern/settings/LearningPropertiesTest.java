package io.gleaner.pattern.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.pattern.Settings;
import io.gleaner.pattern.core.LearningRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningPropertiesTest {

    @Test
    void withoutSettingsThreeTransactionsOfWhichFourFifthsAgreeAreEnough() {
        assertThat(bind(Map.of()).rules())
                .isEqualTo(new LearningRules(3, new BigDecimal("0.80"), 10, List.of(5L, 10L), false));
        assertThat(bind(Map.of()).analyzeAfter()).isEqualTo(500);
    }

    @Test
    void everyRuleHasAKey() {
        assertThat(bind(Map.of(
                        "gleaner.learning.min-occurrences", "5",
                        "gleaner.learning.min-agreement", "0.9",
                        "gleaner.learning.more-after-rejection", "20",
                        "gleaner.learning.revalidate-at", "7,9",
                        "gleaner.learning.analyze-after", "50")))
                .isEqualTo(new LearningProperties(5, new BigDecimal("0.9"), 20, List.of(7L, 9L), 50));
    }

    @ParameterizedTest
    @CsvSource({
        "min-occurrences, 0",
        "min-agreement, 0.5",
        "min-agreement, 1.01",
        "more-after-rejection, 0",
        "analyze-after, 0"
    })
    void aRuleThatAnythingOrNothingPassesIsRefused(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("gleaner.learning." + key, value)))
                .hasStackTraceContaining("gleaner.learning");
    }

    private static LearningProperties bind(Map<String, String> given) {
        return Settings.bind("gleaner.learning", LearningProperties.class, given);
    }
}
