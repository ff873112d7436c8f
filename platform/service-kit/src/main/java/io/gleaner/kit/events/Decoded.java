package io.gleaner.kit.events;

import java.net.URI;

/** What a Kafka record turned out to be. */
public sealed interface Decoded {

    /**
     * A valid event.
     *
     * @param source who published it: the event's id is unique among the events of its source
     */
    record Accepted(Event<?> event, URI source) implements Decoded {}

    /**
     * Not an event that Gleaner takes.
     *
     * @param reason what was expected, what came, and where
     */
    record Refused(String reason) implements Decoded {}
}
