package io.gleaner.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.gateway.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RoutingPropertiesTest {

    @Test
    void without_settings_an_owner_has_10_seconds_and_16_mebibytes() {
        assertThat(Settings.bind("gleaner.routing", RoutingProperties.class, Map.of()))
                .isEqualTo(new RoutingProperties(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        DataSize.ofMegabytes(16),
                        200,
                        20,
                        50,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2)));
    }

    @Test
    void every_bound_has_a_key() {
        assertThat(Settings.bind(
                        "gleaner.routing",
                        RoutingProperties.class,
                        Map.of(
                                "gleaner.routing.connect-timeout", "1s",
                                "gleaner.routing.response-timeout", "3s",
                                "gleaner.routing.max-response", "1MB",
                                "gleaner.routing.max-connections", "4",
                                "gleaner.routing.breaker-calls", "5",
                                "gleaner.routing.breaker-failure-percent", "6",
                                "gleaner.routing.breaker-wait", "7s",
                                "gleaner.routing.timeline-timeout", "8s")))
                .isEqualTo(new RoutingProperties(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        DataSize.ofMegabytes(1),
                        4,
                        5,
                        6,
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8)));
    }

    @Test
    void owners_have_their_addresses_by_name() {
        assertThat(Settings.bind(
                                "gleaner",
                                UpstreamProperties.class,
                                Map.of("gleaner.upstreams.tracking", "http://127.0.0.1:8082"))
                        .upstreams())
                .containsExactly(Map.entry("tracking", URI.create("http://127.0.0.1:8082")));
    }
}
