package io.gleaner.pattern.suggestions;

import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Tokens;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a suggestion is settled: approved, rejected or handed to a person.
 *
 * @param reasoning why, in the model's or the person's words
 * @param model that was asked; {@code none} where statistics or a person decided alone
 * @param tokens what a pattern looks for; null for the full key
 * @param decidedBy the user; null where the service decided
 */
public record Settlement(
        Status status,
        @Nullable BigDecimal confidence,
        @Nullable String reasoning,
        @Nullable String risk,
        String model,
        @Nullable Tokens tokens,
        @Nullable String decidedBy) {

    /** Said as {@code model} where no model was asked. */
    public static final String NO_MODEL = "none";
}
