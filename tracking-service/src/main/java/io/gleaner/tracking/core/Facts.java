package io.gleaner.tracking.core;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What patterns look at in a transaction.
 *
 * @param words of its key, in their order; none without a key
 * @param amount with its sign
 */
public record Facts(
        List<String> words,
        Direction direction,
        BigDecimal amount,
        @Nullable String accountId,
        @Nullable String currency) {

    public static Facts of(
            @Nullable String key,
            Direction direction,
            BigDecimal amount,
            @Nullable String accountId,
            @Nullable String currency) {
        return new Facts(key == null ? List.of() : Matcher.words(key), direction, amount, accountId, currency);
    }
}
