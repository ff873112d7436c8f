package io.gleaner.kit.relay;

import io.gleaner.kit.relay.Translation.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** One relay's metrics: {@code gleaner.relay.changes}, {@code .lag}, {@code .restarts}, {@code .leads}, {@code .slot.*}. */
final class RelayMeters {

    private static final String RELAY = "relay";

    private final Clock clock;
    private final Map<Outcome, Counter> changes = new EnumMap<>(Outcome.class);
    private final Timer lag;

    RelayMeters(String relay, RelayStatus status, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        for (Outcome outcome : Outcome.values()) {
            changes.put(outcome, counter(relay, outcome, meters));
        }
        this.lag = lag(relay, meters);
        gauges(relay, status, meters);
    }

    /** Counts changes whose records Kafka has acknowledged. */
    void acknowledged(List<Translation> batch) {
        Instant now = clock.instant();
        for (Translation one : batch) {
            Objects.requireNonNull(changes.get(one.outcome())).increment();
            if (one.committedAt() != null) {
                lag.record(Duration.between(one.committedAt(), now));
            }
        }
    }

    private static Counter counter(String relay, Outcome outcome, MeterRegistry meters) {
        return Counter.builder("gleaner.relay.changes")
                .description("changes that were read and dealt with")
                .tag(RELAY, relay)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private static Timer lag(String relay, MeterRegistry meters) {
        return Timer.builder("gleaner.relay.lag")
                .description("from commit to acknowledged by Kafka")
                .tag(RELAY, relay)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(meters);
    }

    private static void gauges(String relay, RelayStatus status, MeterRegistry meters) {
        Gauge.builder("gleaner.relay.leads", status, s -> s.state().leads() ? 1 : 0)
                .description("1 where this replica relays, 0 where it stands by or has failed")
                .tag(RELAY, relay)
                .register(meters);
        bytes("gleaner.relay.slot.retained", relay, status, HeldLog::retainedBytes)
                .description("write-ahead log that the slot keeps from being recycled; told by the leader")
                .register(meters);
        bytes("gleaner.relay.slot.safe", relay, status, HeldLog::safeBytes)
                .description("what may be written before the server gives the slot up; told by the leader")
                .register(meters);
        FunctionCounter.builder("gleaner.relay.restarts", status, RelayStatus::failures)
                .description("runs that failed and were started again")
                .tag(RELAY, relay)
                .register(meters);
    }

    /** The unit ends the name where Prometheus reads it: {@code gleaner_relay_slot_safe_bytes}. */
    private static Gauge.Builder<RelayStatus> bytes(
            String name, String relay, RelayStatus status, ToDoubleFunction<HeldLog> of) {
        return Gauge.builder(name, status, s -> of.applyAsDouble(s.heldLog()))
                .baseUnit("bytes")
                .tag(RELAY, relay);
    }
}
