package io.gleaner.kit.listening;

import io.gleaner.kit.failures.Failure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says which topics wait for a broken database or broker, and what was wrong the last time. */
public final class IntakeHealth implements HealthIndicator {

    private final Map<String, String> stopped = new ConcurrentHashMap<>();

    /** The topic's records are taken. */
    public void working(String topic) {
        stopped.remove(topic);
    }

    /** The topic's records wait. */
    public void stopped(String topic, Throwable failure) {
        stopped.put(topic, Failure.of(failure).words());
    }

    @Override
    public Health health() {
        Health.Builder health = stopped.isEmpty() ? Health.up() : Health.down();
        stopped.forEach(health::withDetail);
        return health.build();
    }
}
