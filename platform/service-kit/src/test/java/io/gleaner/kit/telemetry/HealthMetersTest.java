package io.gleaner.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.kit.OnKit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;

class HealthMetersTest extends OnKit {

    @Autowired
    MeterRegistry service;

    @Test
    void the_health_of_intake_and_loops_is_a_metric_of_a_running_service() {
        assertThat(service.get("gleaner.health").gauges())
                .extracting(gauge -> gauge.getId().getTag("component"))
                .contains("intake", "outboxLoop");
        assertThat(service.get("gleaner.health")
                        .tag("component", "intake")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void what_is_not_up_is_zero_until_it_is_up_again() {
        AtomicReference<Health> now = new AtomicReference<>(Health.up().build());
        DefaultHealthContributorRegistry parts = new DefaultHealthContributorRegistry();
        parts.registerContributor("relay", (HealthIndicator) now::get);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new HealthMeters(parts).bindTo(meters);

        for (Health health : new Health[] {
            Health.down().build(),
            Health.unknown().build(),
            Health.outOfService().build()
        }) {
            now.set(health);
            assertThat(meters.get("gleaner.health")
                            .tag("component", "relay")
                            .gauge()
                            .value())
                    .isZero();
        }
        now.set(Health.up().build());
        assertThat(meters.get("gleaner.health").gauge().value()).isEqualTo(1);
    }
}
