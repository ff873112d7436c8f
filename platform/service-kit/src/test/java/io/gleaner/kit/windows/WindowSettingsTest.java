package io.gleaner.kit.windows;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSettingsTest {

    @ParameterizedTest
    @CsvSource({"PT0S,PT30S,1", "PT-1S,PT30S,1", "PT5S,PT4S,1", "PT5S,PT30S,0"})
    void settings_that_never_close_a_window_are_refused_with_what_was_expected(
            Duration quiet, Duration maxWait, long maxEvents) {
        assertThatThrownBy(() -> new WindowSettings(quiet, maxWait, maxEvents))
                .hasMessageContaining("got quiet=" + quiet)
                .hasMessageContaining("expected 0 < quiet <= max-wait");
    }
}
