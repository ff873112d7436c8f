package io.gleaner.kit.listening;

import java.util.List;

/** What a service makes of a batch of events, in one transaction: all of it or nothing. */
@FunctionalInterface
public interface BatchEffect {

    /**
     * Applies the events in their order. It may be called again with the same events, and with parts of them.
     *
     * @param events at least one
     * @return what became of each of them; one that does not add up stops the loop, since it is a defect of the effect
     */
    Outcome apply(List<Received> events);

    /**
     * Hears that an event goes to the dead letters and will have no effect, so that whoever waits for it can be told. It
     * may hear so more than once.
     *
     * @param reason got, expected, where; it may quote the event
     */
    default void refused(Received event, String reason) {}
}
