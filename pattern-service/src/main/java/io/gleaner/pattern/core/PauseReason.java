package io.gleaner.pattern.core;

import java.util.Locale;

/** Why a pattern labels nothing for now. */
public enum PauseReason {
    /** Users corrected too many of the labels that it set. */
    PRECISION,
    /** Too few of the transactions that it rests on are left. */
    SUPPORT,
    /** Users no longer give its label to the transactions that it rests on. */
    AMBIGUITY,
    /** A person said so. */
    USER;

    /** As events and tables write it, such as {@code support}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
