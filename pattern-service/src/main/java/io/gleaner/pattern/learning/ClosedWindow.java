package io.gleaner.pattern.learning;

import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.windows.CloseReason;
import io.gleaner.kit.windows.Window;
import java.time.Instant;
import java.util.Locale;

/**
 * A window that closed.
 *
 * @param candidates how many suggestions it opened or touched
 */
record ClosedWindow(Window window, CloseReason reason, Instant closedAt, int candidates) {

    String reasonText() {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    WindowClosed told() {
        return new WindowClosed(window.kind(), window.openedAt(), closedAt, window.events(), reasonText(), candidates);
    }
}
