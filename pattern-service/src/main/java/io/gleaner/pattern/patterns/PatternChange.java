package io.gleaner.pattern.patterns;

import io.gleaner.kit.problems.Problem;
import io.gleaner.pattern.core.PatternStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of a change of a pattern.
 *
 * @param status {@code active} or {@code paused}; null to leave it
 * @param priority from -1,000 to 1,000, a higher one wins; null to leave it
 */
record PatternChange(@Nullable String status, @Nullable Integer priority) {

    private static final int MOST = 1_000;

    /** @throws Problem 400 if it asks for nothing or for what cannot be */
    void requireSense() {
        List<Problem.Fault> faults = new ArrayList<>();
        if (status == null && priority == null) {
            faults.add(new Problem.Fault("", "expected status or priority"));
        }
        if (status != null && next() != PatternStatus.ACTIVE && next() != PatternStatus.PAUSED) {
            faults.add(new Problem.Fault("/status", "got '%s', expected active or paused".formatted(status)));
        }
        if (priority != null && Math.abs((long) priority) > MOST) {
            faults.add(new Problem.Fault("/priority", "got %d, expected -1000 to 1000".formatted(priority)));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /** The status to take; null to leave it, or if there is none of that name. */
    @Nullable
    PatternStatus next() {
        return status == null ? null : PatternStatus.ofText(status).orElse(null);
    }
}
