package io.gleaner.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.gateway.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcceptancePropertiesTest {

    @Test
    void without_settings_a_key_is_known_for_a_day_and_a_command_may_run_for_half_a_minute() {
        assertThat(Settings.bind("gleaner.acceptance", AcceptanceProperties.class, Map.of()))
                .isEqualTo(new AcceptanceProperties(Duration.ofSeconds(30), Duration.ofHours(24), 500, 20_000));
    }

    @Test
    void every_bound_has_a_key() {
        assertThat(Settings.bind(
                        "gleaner.acceptance",
                        AcceptanceProperties.class,
                        Map.of(
                                "gleaner.acceptance.lease", "5s",
                                "gleaner.acceptance.keep", "1h",
                                "gleaner.acceptance.max-rows", "2",
                                "gleaner.acceptance.max-waiting", "3")))
                .isEqualTo(new AcceptanceProperties(Duration.ofSeconds(5), Duration.ofHours(1), 2, 3));
    }
}
