package io.gleaner.tracking.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Description to key: what stays the same when a merchant is paid again. Folded text without dates, times, amounts,
 * references and numbers; words of every script in their order, one space between. Stored keys rest on these rules: a
 * change of them goes with a migration that writes the keys anew.
 */
public final class Normaliser {

    private Normaliser() {}

    /** The description's key; empty if nothing is left of it. The key of a key is itself. */
    public static Optional<String> key(@Nullable String description) {
        if (description == null) {
            return Optional.empty();
        }
        KeyDraft draft = new KeyDraft();
        Lexemes.of(FoldedText.of(description)).forEach(draft::read);
        return draft.key();
    }
}
