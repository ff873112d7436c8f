package io.gleaner.kit.relay;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while a relay cannot go on, with the reason. A replica that stands by is well. */
final class RelayHealth implements HealthIndicator {

    private final ChangeRelays relays;

    RelayHealth(ChangeRelays relays) {
        this.relays = relays;
    }

    @Override
    public Health health() {
        boolean failed = relays.all().stream().anyMatch(relay -> relay.status().state() instanceof RelayState.Failed);
        Health.Builder health = failed ? Health.down() : Health.up();
        relays.all().forEach(relay -> health.withDetail(relay.name(), describe(relay.status())));
        return health.build();
    }

    private static Map<String, Object> describe(RelayStatus status) {
        Map<String, Object> details = new TreeMap<>();
        RelayState state = status.state();
        details.put("state", state.word());
        details.put("failures", status.failures());
        if (state instanceof RelayState.Failed failed) {
            details.put("since", failed.since());
            details.put("reason", failed.reason());
        }
        return details;
    }
}
