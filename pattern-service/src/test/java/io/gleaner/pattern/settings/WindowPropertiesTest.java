package io.gleaner.pattern.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.pattern.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPropertiesTest {

    @Test
    void withoutSettingsAWindowClosesAfterFiveQuietSecondsOrThirtyAtMost() {
        assertThat(bind(Map.of()))
                .isEqualTo(new WindowProperties(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        5_000,
                        Duration.ofMillis(100),
                        Duration.ofDays(30)));
    }

    @Test
    void everyBoundHasAKey() {
        assertThat(bind(Map.of(
                        "gleaner.windows.quiet", "1s",
                        "gleaner.windows.max-wait", "2s",
                        "gleaner.windows.max-events", "3",
                        "gleaner.windows.poll", "40ms",
                        "gleaner.windows.keep", "1h")))
                .isEqualTo(new WindowProperties(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), 3, Duration.ofMillis(40), Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({"poll, 0s", "poll, -1s", "poll, 2m", "quiet, 0s", "quiet, -5s", "max-wait, -1s", "max-events, 0"})
    void whatWouldNeverRestOrNeverCloseIsRefused(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("gleaner.windows." + key, value)))
                .hasStackTraceContaining("gleaner.windows");
    }

    @Test
    void aWaitShorterThanTheQuietIsRefusedWithTheNamesOfBoth() {
        assertThatThrownBy(() -> bind(Map.of("gleaner.windows.max-wait", "1s")))
                .hasStackTraceContaining("gleaner.windows.max-wait must not be shorter than gleaner.windows.quiet");
    }

    private static WindowProperties bind(Map<String, String> given) {
        return Settings.bind("gleaner.windows", WindowProperties.class, given);
    }
}
