package io.gleaner.pattern.learning;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.loops.PollLoop;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.windows.Window;
import io.gleaner.kit.windows.Windows;
import io.gleaner.pattern.suggestions.Suggestions;
import io.gleaner.pattern.suggestions.SuggestionsRecounted;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Closes windows that are due: counts what they touched, raises suggestions, tells about it, and the window is gone, all
 * in one transaction. Killed in between, the window is still there for the next replica.
 */
final class WindowClosing implements PollLoop.Work {

    private final Windows windows;
    private final TouchedStore touched;
    private final Suggestions suggestions;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher inProcess;
    private final Clock clock;

    WindowClosing(
            Windows windows,
            TouchedStore touched,
            Suggestions suggestions,
            Outbox outbox,
            TransactionTemplate transaction,
            ApplicationEventPublisher inProcess,
            Clock clock) {
        this.windows = windows;
        this.touched = touched;
        this.suggestions = suggestions;
        this.outbox = outbox;
        this.transaction = transaction;
        this.inProcess = inProcess;
        this.clock = clock;
    }

    @Override
    public boolean runOnce() {
        boolean closed = Boolean.TRUE.equals(transaction.execute(
                status -> windows.claimDue().map(this::close).orElse(false)));
        if (closed) {
            inProcess.publishEvent(new SuggestionsRecounted());
        }
        return closed;
    }

    private boolean close(Window window) {
        int candidates = suggestions.recount(window.tenantId(), touched.take(window.tenantId()), window.traceparent());
        WindowClosed closed = new WindowClosed(
                window.kind(),
                window.openedAt(),
                clock.instant(),
                window.events(),
                window.reason().name().toLowerCase(Locale.ROOT),
                candidates);
        outbox.announce(
                Event.of(EventTypes.WINDOW_CLOSED, window.tenantId(), closed.closedAt(), window.traceparent(), closed));
        return true;
    }
}
