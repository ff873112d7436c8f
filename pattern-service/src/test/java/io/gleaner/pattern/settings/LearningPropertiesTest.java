package io.gleaner.pattern.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.pattern.Settings;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.Trust;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningPropertiesTest {

    @Test
    void withoutSettingsThreeTransactionsOfWhichFourFifthsAgreeAreEnough() {
        Trust trust = trust(Map.of());
        assertThat(bind(Map.of()).rules(trust))
                .isEqualTo(new LearningRules(3, new BigDecimal("0.80"), 10, List.of(5L, 10L), false, trust));
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

    @Test
    void howFarALabelIsTrustedHasKeysOfItsOwn() {
        assertThat(trust(Map.of())).isEqualTo(new Trust(new BigDecimal("0.88"), 1, new BigDecimal("0.98")));
        assertThat(trust(Map.of(
                        "gleaner.learning.target-precision", "0.9",
                        "gleaner.learning.early-occurrences", "2",
                        "gleaner.learning.early-precision", "0.99")))
                .isEqualTo(new Trust(new BigDecimal("0.9"), 2, new BigDecimal("0.99")));
        assertThatThrownBy(() -> trust(Map.of("gleaner.learning.early-precision", "0.95")))
                .hasStackTraceContaining("gleaner.learning");
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

    private static Trust trust(Map<String, String> given) {
        return Settings.bind("gleaner.learning", TrustProperties.class, given).trust();
    }

    private static LearningProperties bind(Map<String, String> given) {
        return Settings.bind("gleaner.learning", LearningProperties.class, given);
    }
}
