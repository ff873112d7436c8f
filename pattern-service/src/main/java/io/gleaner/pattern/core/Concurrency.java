package io.gleaner.pattern.core;

/**
 * How many calls a provider may be sent at once: additive increase, multiplicative decrease (Chiu and Jain, "Analysis of the
 * Increase and Decrease Algorithms for Congestion Avoidance", 1989), as TCP's congestion avoidance has it (RFC 5681): one
 * more after a window of good answers, half as many after a sign of overload. Signs of calls that were sent before the last
 * decrease belong to the same overload and count once. A window counts only while at least half of the limit is in use:
 * otherwise its answers say nothing about a higher one.
 *
 * @param limit calls at once, 1 to {@code most}
 * @param clean good answers since the last change
 * @param decreasedAt when it was halved last, by a clock that only grows; signs of calls from before are passed over
 */
public record Concurrency(int limit, int most, int clean, long decreasedAt) {

    /** As many as there may be, until the provider says that it is too much. */
    public static Concurrency upTo(int most, long now) {
        return new Concurrency(most, most, 0, now);
    }

    /** A good answer came while this many calls were on their way, its own included. */
    public Concurrency answered(int inFlight) {
        if (inFlight * 2 < limit) {
            return this;
        }
        return clean + 1 < limit
                ? new Concurrency(limit, most, clean + 1, decreasedAt)
                : new Concurrency(Math.min(limit + 1, most), most, 0, decreasedAt);
    }

    /** The provider was overloaded by a call that was sent then. */
    public Concurrency overloaded(long sentAt, long now) {
        return sentAt - decreasedAt < 0
                ? new Concurrency(limit, most, 0, decreasedAt)
                : new Concurrency(Math.max(1, limit / 2), most, 0, now);
    }
}
