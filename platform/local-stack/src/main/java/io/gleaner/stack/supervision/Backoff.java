package io.gleaner.stack.supervision;

import java.time.Duration;

/**
 * How long to wait before the next start: half a second after the first end, twice as long after each further one, half a
 * minute at most; a life of a minute makes it forget.
 */
record Backoff(Duration next) {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration GOOD_LIFE = Duration.ofMinutes(1);

    static Backoff fresh() {
        return new Backoff(FIRST);
    }

    /** What applies after a component lived this long. */
    Backoff after(Duration life) {
        return life.compareTo(GOOD_LIFE) >= 0 ? fresh() : this;
    }

    Backoff longer() {
        var doubled = next.multipliedBy(2);
        return new Backoff(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
    }
}
