package io.gleaner.pattern.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's spending in the period that is running.
 *
 * @param reserved the most that calls on their way may come to
 * @param firstReturn when the first of the reservations returns by itself, at the latest; null if there is none
 */
public record Spending(
        Instant startsAt,
        Instant endsAt,
        Spend spent,
        Spend reserved,
        @Nullable Instant firstReturn) {}
