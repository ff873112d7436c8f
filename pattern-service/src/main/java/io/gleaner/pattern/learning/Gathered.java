package io.gleaner.pattern.learning;

import io.gleaner.kit.windows.CloseReason;
import io.gleaner.kit.windows.Window;
import io.gleaner.kit.windows.Windows;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.suggestions.Suggestions;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant's open window has gathered, counted in portions before it is due. Every method works in the caller's
 * transaction.
 */
public final class Gathered {

    private final Windows windows;
    private final TouchedStore touched;
    private final Suggestions suggestions;
    private final ClosedWindows closed;

    Gathered(Windows windows, TouchedStore touched, Suggestions suggestions, ClosedWindows closed) {
        this.windows = windows;
        this.touched = touched;
        this.suggestions = suggestions;
        this.closed = closed;
    }

    /**
     * A portion that was counted.
     *
     * @param suggestions how many it raised or touched
     * @param last whether nothing is left
     */
    public record Portion(int signatures, int suggestions, boolean last) {

        static final Portion NOTHING = new Portion(0, 0, true);
    }

    /** How many signatures wait to be counted. */
    public long size(String tenantId) {
        return touched.count(tenantId);
    }

    /**
     * Counts some signatures, and closes the window with the last of them.
     *
     * @param before how many suggestions the portions before raised or touched
     */
    public Portion count(String tenantId, int most, int before) {
        Optional<Window> window = windows.lock(tenantId, Learning.KIND);
        if (window.isEmpty()) {
            return Portion.NOTHING;
        }
        List<Signature> some = touched.take(tenantId, most);
        int written = suggestions.recount(tenantId, some, window.get().traceparent());
        boolean last = some.size() < most;
        if (last) {
            windows.close(window.get());
            closed.add(List.of(closed.now(window.get(), CloseReason.FLUSHED, before + written)));
        }
        return new Portion(some.size(), written, last);
    }
}
