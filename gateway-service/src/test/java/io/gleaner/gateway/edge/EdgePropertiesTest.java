package io.gleaner.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.gateway.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class EdgePropertiesTest {

    @Test
    void without_settings_a_body_has_8_mebibytes_and_a_tenant_5000_requests_a_second() {
        assertThat(Settings.bind("gleaner.edge", EdgeProperties.class, Map.of()))
                .isEqualTo(new EdgeProperties(DataSize.ofMegabytes(8), 5_000, 10_000, 10_000));
    }

    @Test
    void every_limit_has_a_key() {
        assertThat(Settings.bind(
                        "gleaner.edge",
                        EdgeProperties.class,
                        Map.of(
                                "gleaner.edge.max-body", "1MB",
                                "gleaner.edge.requests-per-second", "2",
                                "gleaner.edge.burst", "3",
                                "gleaner.edge.max-tenants", "4")))
                .isEqualTo(new EdgeProperties(DataSize.ofMegabytes(1), 2, 3, 4));
    }
}
