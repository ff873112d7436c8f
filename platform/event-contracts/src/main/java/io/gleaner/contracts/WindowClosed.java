package io.gleaner.contracts;

import java.time.Instant;

/**
 * A tenant's window closed.
 *
 * @param kind what was collected, such as {@code classification}
 * @param events how many events with a new effect fell into it
 * @param reason {@code quiet}, {@code max_wait}, {@code max_events} or {@code flushed}
 * @param candidates how many suggestions it opened or touched
 */
public record WindowClosed(
        String kind, Instant openedAt, Instant closedAt, long events, String reason, int candidates) {}
