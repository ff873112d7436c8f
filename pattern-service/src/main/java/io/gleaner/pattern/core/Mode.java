package io.gleaner.pattern.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** When a tenant's classifications are counted. */
public enum Mode {
    /** In windows, shortly after they were given. */
    REALTIME,
    /** When somebody asks, nightly, or when many have gathered. */
    LAZY,
    /** Never; they are kept all the same. */
    OFF;

    /** As clients and tables write it, such as {@code realtime}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode that is written so, if there is one. */
    public static Optional<Mode> ofText(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
    }
}
