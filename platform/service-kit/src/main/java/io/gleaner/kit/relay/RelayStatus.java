package io.gleaner.kit.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What a relay is doing: written by its own threads, read by health and metrics. */
final class RelayStatus {

    private final Clock clock;
    private final AtomicLong failures = new AtomicLong();
    private volatile RelayState state = new RelayState.Idle();
    private volatile Instant lastActivity;
    private volatile HeldLog heldLog = HeldLog.UNKNOWN;

    RelayStatus(Clock clock) {
        this.clock = clock;
        this.lastActivity = clock.instant();
    }

    RelayState state() {
        return state;
    }

    /** Failures since this replica started. */
    long failures() {
        return failures.get();
    }

    /** What the slot holds back, as the leader saw it last. */
    HeldLog heldLog() {
        return state.leads() ? heldLog : HeldLog.UNKNOWN;
    }

    void holds(HeldLog seen) {
        heldLog = seen;
    }

    void standsBy() {
        if (!(state instanceof RelayState.StandingBy)) {
            state = new RelayState.StandingBy(clock.instant());
        }
    }

    void starts() {
        lastActivity = clock.instant();
        heldLog = HeldLog.UNKNOWN;
        state = new RelayState.Starting(lastActivity);
    }

    /** The engine brought a batch, if only a heartbeat, and Kafka has all of it. */
    void relayed() {
        lastActivity = clock.instant();
        if (state instanceof RelayState.Starting) {
            state = new RelayState.Relaying(lastActivity);
        }
    }

    void failed(String reason, Duration delay) {
        failures.incrementAndGet();
        state = new RelayState.Failed(clock.instant(), reason, delay);
    }

    void stops() {
        state = new RelayState.Idle();
    }

    /** How long the engine has not brought anything. */
    Duration silence() {
        return Duration.between(lastActivity, clock.instant());
    }
}
