package io.gleaner.pattern.operations;

import org.jspecify.annotations.Nullable;

/** Values as PostgreSQL reads them. */
final class Texts {

    private Texts() {}

    static @Nullable String of(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
