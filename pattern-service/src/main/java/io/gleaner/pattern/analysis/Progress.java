package io.gleaner.pattern.analysis;

import io.gleaner.pattern.core.Signature;
import org.jspecify.annotations.Nullable;

/**
 * How far an analysis is: its checkpoint.
 *
 * @param total signatures to count; those that are touched meanwhile come on top
 * @param after the last signature of all that was counted; null before the first
 */
record Progress(
        Phase phase,
        long counted,
        int suggestions,
        long total,
        @Nullable Signature after) {

    /** What it counts now. */
    enum Phase {
        /** What the tenant's window has gathered. */
        GATHERED,
        /** All signatures, in their order. */
        EVERYTHING,
        ENDED
    }

    boolean ended() {
        return phase == Phase.ENDED;
    }

    Progress with(Phase next, int signatures, int written, @Nullable Signature last) {
        long done = counted + signatures;
        return new Progress(next, done, suggestions + written, Math.max(total, done), last);
    }

    Progress stopped() {
        return new Progress(Phase.ENDED, counted, suggestions, total, after);
    }
}
