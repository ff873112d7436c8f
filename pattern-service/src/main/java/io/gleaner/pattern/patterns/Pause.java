package io.gleaner.pattern.patterns;

import io.gleaner.pattern.core.PauseReason;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Why a pattern is paused, and the figure that did it.
 *
 * @param occurrences transactions that it rests on, where they are the reason
 * @param precision share of its last labels that nobody corrected, where that is the reason
 */
record Pause(
        PauseReason reason,
        @Nullable Long occurrences,
        @Nullable BigDecimal precision) {

    static Pause of(PauseReason reason) {
        return new Pause(reason, null, null);
    }
}
