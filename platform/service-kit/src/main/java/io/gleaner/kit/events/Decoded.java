package io.gleaner.kit.events;

/** What a Kafka record turned out to be. */
public sealed interface Decoded {

    /** A valid event. */
    record Accepted(Event<?> event) implements Decoded {}

    /**
     * Not an event that Gleaner takes.
     *
     * @param reason what was expected, what came, and where
     */
    record Refused(String reason) implements Decoded {}
}
