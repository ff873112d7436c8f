package io.gleaner.kit.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** {@code gleaner.health} by component: 1 where it is up, 0 where it waits for something. Asked at every scrape. */
record HealthMeters(HealthContributors parts) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry meters) {
        parts.stream().forEach(part -> {
            if (part.contributor() instanceof HealthIndicator indicator) {
                Gauge.builder("gleaner.health", indicator, HealthMeters::value)
                        .description("1 where the component is up, 0 where it waits for something")
                        .tag("component", part.name())
                        .register(meters);
            }
        });
    }

    private static double value(HealthIndicator part) {
        Health health = part.health();
        return health != null && Status.UP.equals(health.getStatus()) ? 1 : 0;
    }
}
