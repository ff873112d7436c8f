package io.gleaner.kit.events;

/** A record that is no valid event; the reason goes to the dead letters with it. */
final class UnreadableEvent extends RuntimeException {

    private final String reason;

    UnreadableEvent(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
