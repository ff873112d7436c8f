package io.gleaner.pattern.learning;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.windows.CloseReason;
import io.gleaner.kit.windows.Window;
import java.time.Clock;
import java.util.Locale;

/** Keeps and tells that a window closed, in the transaction that closes it. */
final class ClosedWindows {

    private final ClosedWindowStore store;
    private final Outbox outbox;
    private final Clock clock;

    ClosedWindows(ClosedWindowStore store, Outbox outbox, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The window closed.
     *
     * @param candidates how many suggestions it opened or touched
     */
    void add(Window window, CloseReason reason, int candidates) {
        WindowClosed closed = new WindowClosed(
                window.kind(),
                window.openedAt(),
                clock.instant(),
                window.events(),
                reason.name().toLowerCase(Locale.ROOT),
                candidates);
        store.add(window, closed);
        outbox.announce(
                Event.of(EventTypes.WINDOW_CLOSED, window.tenantId(), closed.closedAt(), window.traceparent(), closed));
    }
}
