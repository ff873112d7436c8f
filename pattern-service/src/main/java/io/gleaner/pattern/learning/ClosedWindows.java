package io.gleaner.pattern.learning;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.windows.CloseReason;
import io.gleaner.kit.windows.Window;
import java.time.Clock;
import java.util.List;

/** Keeps and tells that windows closed, in the transaction that closes them. */
final class ClosedWindows {

    private final ClosedWindowStore store;
    private final Outbox outbox;
    private final Clock clock;

    ClosedWindows(ClosedWindowStore store, Outbox outbox, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A window whose counting has just ended, with how many suggestions it opened or touched. */
    ClosedWindow now(Window window, CloseReason reason, int candidates) {
        return new ClosedWindow(window, reason, clock.instant(), candidates);
    }

    void add(List<ClosedWindow> closed) {
        store.add(closed);
        closed.forEach(each -> outbox.announce(event(each)));
    }

    private static Event<WindowClosed> event(ClosedWindow closed) {
        Window window = closed.window();
        return Event.of(
                EventTypes.WINDOW_CLOSED, window.tenantId(), closed.closedAt(), window.traceparent(), closed.told());
    }
}
