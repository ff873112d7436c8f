package io.gleaner.kit.events;

import java.util.List;

/** A record that is no valid event; the reason goes to the dead letters with it. */
final class UnreadableEvent extends RuntimeException {

    private final String reason;
    private final List<Decoded.Fault> faults;

    UnreadableEvent(String reason) {
        this(reason, List.of());
    }

    /** @param faults of the payload */
    UnreadableEvent(String reason, List<Decoded.Fault> faults) {
        super(reason, null, false, false);
        this.reason = reason;
        this.faults = List.copyOf(faults);
    }

    String reason() {
        return reason;
    }

    List<Decoded.Fault> faults() {
        return faults;
    }
}
