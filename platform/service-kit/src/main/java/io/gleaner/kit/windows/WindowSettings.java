package io.gleaner.kit.windows;

import java.time.Duration;

/**
 * When a window closes.
 *
 * @param quiet after this long without another event
 * @param maxWait this long after it was opened, whatever comes
 * @param maxEvents with this many events
 */
public record WindowSettings(Duration quiet, Duration maxWait, long maxEvents) {

    /** Longer than anybody waits, and a time that every column can hold. */
    private static final Duration NEVER = Duration.ofDays(365_000);

    public WindowSettings {
        if (quiet.isNegative() || quiet.isZero() || maxWait.compareTo(quiet) < 0 || maxEvents < 1) {
            throw new IllegalArgumentException(
                    "window: got quiet=%s max-wait=%s max-events=%d, expected 0 < quiet <= max-wait and max-events >= 1"
                            .formatted(quiet, maxWait, maxEvents));
        }
    }

    /** A window that collects until it has this many events or somebody closes it. */
    public static WindowSettings held(long maxEvents) {
        return new WindowSettings(NEVER, NEVER, maxEvents);
    }

    boolean holds() {
        return quiet.equals(NEVER);
    }
}
