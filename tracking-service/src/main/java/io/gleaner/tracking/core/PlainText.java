package io.gleaner.tracking.core;

import org.jspecify.annotations.Nullable;

/** Text that a database can hold. */
public final class PlainText {

    private PlainText() {}

    /** The text without its NUL characters, which PostgreSQL has no place for. */
    public static @Nullable String plain(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
}
