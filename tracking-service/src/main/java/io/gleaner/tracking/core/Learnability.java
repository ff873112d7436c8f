package io.gleaner.tracking.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a classification teaches anything, and why not. */
public enum Learnability {
    LEARNABLE(null),
    /** The value was taken away: no label to learn. */
    LABEL_CLEARED("label_cleared"),
    /** Nothing is left of the description: no text to recognise. */
    NO_KEY("no_key");

    private final @Nullable String reason;

    Learnability(@Nullable String reason) {
        this.reason = reason;
    }

    public static Learnability of(@Nullable String value, @Nullable String key) {
        if (value == null) {
            return LABEL_CLEARED;
        }
        return key == null ? NO_KEY : LEARNABLE;
    }

    /** As events write it; empty if learnable. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
