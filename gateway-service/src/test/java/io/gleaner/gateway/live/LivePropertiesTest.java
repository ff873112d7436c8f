package io.gleaner.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.gateway.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivePropertiesTest {

    @Test
    void without_settings_a_stream_shows_every_15_seconds_that_it_is_alive() {
        assertThat(Settings.bind("gleaner.live", LiveProperties.class, Map.of()))
                .isEqualTo(new LiveProperties(Duration.ofSeconds(15), 2_000, 50, 1_000, 1_000, Duration.ofSeconds(10)));
    }

    @Test
    void every_bound_has_a_key() {
        assertThat(Settings.bind(
                        "gleaner.live",
                        LiveProperties.class,
                        Map.of(
                                "gleaner.live.heartbeat", "1s",
                                "gleaner.live.max-streams", "2",
                                "gleaner.live.max-catching-up", "6",
                                "gleaner.live.max-buffered", "3",
                                "gleaner.live.max-remembered", "4",
                                "gleaner.live.catch-up-timeout", "5s")))
                .isEqualTo(new LiveProperties(Duration.ofSeconds(1), 2, 6, 3, 4, Duration.ofSeconds(5)));
    }
}
