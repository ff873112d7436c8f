package io.gleaner.kit.listening;

import java.util.List;

/** What a service makes of a batch of events, in one transaction: all of it or nothing. */
@FunctionalInterface
public interface BatchEffect {

    /**
     * Applies the events in their order. It may be called again with the same events, and with parts of them.
     *
     * @param events at least one
     */
    Outcome apply(List<Received> events);
}
