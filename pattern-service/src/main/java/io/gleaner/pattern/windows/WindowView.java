package io.gleaner.pattern.windows;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open window as clients see it.
 *
 * @param dueAt null if no time closes it
 * @param waitingFor what closes it: {@code quiet}, {@code max_wait}, an analysis ({@code lazy}), another mode
 *     ({@code off}), or nothing any more ({@code max_events}, {@code flushed})
 */
record WindowView(
        String kind,
        Instant openedAt,
        Instant lastEventAt,
        @Nullable Instant dueAt,
        long events,
        String waitingFor) {}
