package io.gleaner.kit.relay;

import java.time.Duration;
import java.time.Instant;

/** What a relay is doing, for the health page. */
sealed interface RelayState {

    /** Not started, or stopped for good. */
    record Idle() implements RelayState {}

    /** Another replica leads; this one asks for the lock again and again. */
    record StandingBy(Instant since) implements RelayState {}

    /** Leads, and its engine is starting or reading its first snapshot. */
    record Starting(Instant since) implements RelayState {}

    /** Leads, and has relayed something in this run. */
    record Relaying(Instant since) implements RelayState {}

    /** Could not go on and starts again after the delay. */
    record Failed(Instant since, String reason, Duration delay) implements RelayState {}

    /** One word for it. */
    default String word() {
        return switch (this) {
            case Idle idle -> "idle";
            case StandingBy standby -> "standing by";
            case Starting starting -> "starting";
            case Relaying relaying -> "relaying";
            case Failed failed -> "failed";
        };
    }

    /** Whether this replica holds the lock. */
    default boolean leads() {
        return this instanceof Starting || this instanceof Relaying;
    }
}
