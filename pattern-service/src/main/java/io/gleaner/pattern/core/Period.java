package io.gleaner.pattern.core;

import java.util.Locale;

/** What a limit is counted over: a day or a month of the calendar, in UTC. */
public enum Period {
    DAY,
    MONTH;

    /** As tables write it, such as {@code day}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The period of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Period ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
