package io.gleaner.pattern.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a pattern is in its life, and where it may go from there. */
public enum PatternStatus {
    /** Labels transactions. */
    ACTIVE,
    /** Labels nothing until a person resumes it. */
    PAUSED,
    /** Gone for good; remembered, so that its suggestion does not come back by itself. */
    DELETED;

    /** Whether this step is legal. */
    public boolean mayBecome(PatternStatus next) {
        return switch (this) {
            case ACTIVE -> next != ACTIVE;
            case PAUSED -> next != PAUSED;
            case DELETED -> false;
        };
    }

    /** As clients and tables write it, such as {@code paused}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that is written so, if there is one. */
    public static Optional<PatternStatus> ofText(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }
}
