package io.gleaner.kit.listening;

import io.gleaner.kit.failures.Failure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says which ways of records into the service wait for a broken database or broker, and what was wrong the last time. */
public final class IntakeHealth implements HealthIndicator {

    private final Map<String, String> stopped = new ConcurrentHashMap<>();

    /** Records are taken this way. */
    public void working(String way) {
        stopped.remove(way);
    }

    /** Records of this way wait. */
    public void stopped(String way, Throwable failure) {
        stopped.put(way, Failure.of(failure).words());
    }

    @Override
    public Health health() {
        Health.Builder health = stopped.isEmpty() ? Health.up() : Health.down();
        stopped.forEach(health::withDetail);
        return health.build();
    }
}
