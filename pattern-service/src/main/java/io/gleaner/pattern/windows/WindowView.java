package io.gleaner.pattern.windows;

import java.time.Instant;

/**
 * An open window as clients see it.
 *
 * @param waitingFor what closes it: {@code quiet}, {@code max_wait}, or nothing any more ({@code max_events},
 *     {@code flushed})
 */
record WindowView(String kind, Instant openedAt, Instant lastEventAt, Instant dueAt, long events, String waitingFor) {}
