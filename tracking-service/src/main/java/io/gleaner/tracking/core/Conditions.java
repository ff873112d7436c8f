package io.gleaner.tracking.core;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern asks of a transaction beside its words; null asks nothing.
 *
 * @param amountMin lowest amount without its sign, itself included
 * @param amountMax highest amount without its sign, itself included
 */
public record Conditions(
        @Nullable Direction direction,
        @Nullable BigDecimal amountMin,
        @Nullable BigDecimal amountMax,
        @Nullable String accountId,
        @Nullable String currency) {

    /** Asks nothing. */
    public static final Conditions NONE = new Conditions(null, null, null, null, null);

    /** Whether the transaction meets all of them. */
    public boolean hold(Facts facts) {
        return (direction == null || direction == facts.direction())
                && (amountMin == null || facts.amount().abs().compareTo(amountMin) >= 0)
                && (amountMax == null || facts.amount().abs().compareTo(amountMax) <= 0)
                && (accountId == null || accountId.equals(facts.accountId()))
                && (currency == null || currency.equals(facts.currency()));
    }

    /** How many there are. */
    int count() {
        return Math.toIntExact(Stream.of(direction, amountMin, amountMax, accountId, currency)
                .filter(Objects::nonNull)
                .count());
    }
}
