package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.pattern.Settings;
import io.gleaner.pattern.tracking.Upstreams;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationPropertiesTest {

    @Test
    void withoutSettingsItLooksFourTimesASecondAndGivesTrackingServiceTenSeconds() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ValidationProperties(
                        Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(10)));
    }

    @Test
    void everyWaitHasAKey() {
        assertThat(bind(Map.of(
                        "gleaner.validation.poll", "1s",
                        "gleaner.validation.coverage-timeout", "2s",
                        "gleaner.validation.coverage-retry", "3s")))
                .isEqualTo(
                        new ValidationProperties(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @CsvSource({"poll, 0s", "poll, -1s", "coverage-timeout, 0s", "coverage-timeout, 5m", "coverage-retry, 0s"})
    void aWaitThatIsNoneOrHasNoEndIsRefused(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("gleaner.validation." + key, value)))
                .hasStackTraceContaining("gleaner.validation");
    }

    @Test
    void trackingServiceHasAnAddress() {
        assertThat(Settings.bind("gleaner.upstreams", Upstreams.class, Map.of()).tracking())
                .isEqualTo("http://127.0.0.1:8082");
        assertThatThrownBy(() ->
                        Settings.bind("gleaner.upstreams", Upstreams.class, Map.of("gleaner.upstreams.tracking", " ")))
                .hasStackTraceContaining("gleaner.upstreams");
    }

    private static ValidationProperties bind(Map<String, String> given) {
        return Settings.bind("gleaner.validation", ValidationProperties.class, given);
    }
}
