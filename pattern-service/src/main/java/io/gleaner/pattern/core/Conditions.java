package io.gleaner.pattern.core;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction must be beside matching a pattern's tokens; null asks for nothing.
 *
 * @param direction {@code debit} or {@code credit}
 * @param amountMin least absolute amount, inclusive
 * @param amountMax largest absolute amount, inclusive
 */
public record Conditions(
        @Nullable String direction,
        @Nullable BigDecimal amountMin,
        @Nullable BigDecimal amountMax,
        @Nullable String accountId,
        @Nullable String currency) {

    /** Only transactions of this direction; null for both. */
    public static Conditions ofDirection(@Nullable String direction) {
        return new Conditions(direction, null, null, null, null);
    }
}
