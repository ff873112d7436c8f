package io.gleaner.pattern.core;

import java.util.Locale;

/** How bad a wrong pattern would be, as the model sees it. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH;

    /** As clients and tables write it, such as {@code low}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
