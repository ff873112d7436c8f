package io.gleaner.kit.events;

import java.net.URI;
import java.util.List;

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
     * @param faults where the payload breaks its schema; empty where something else is wrong
     */
    record Refused(String reason, List<Fault> faults) implements Decoded {

        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /**
     * One fault of a payload.
     *
     * @param pointer JSON pointer to it
     */
    record Fault(String pointer, String detail) {}
}
