package io.gleaner.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user asked that a pattern label old transactions.
 *
 * @param pattern all of it, so that who applies it need not have heard of it yet
 */
public record PatternApplied(String operationId, String userId, Definition pattern) {

    /**
     * What a pattern does.
     *
     * @param tokens must appear in a transaction's key in this order; others may stand between
     * @param direction {@code debit} or {@code credit}; null for both
     * @param amountMin lowest amount without its sign, itself included; null for any
     * @param amountMax highest amount without its sign, itself included; null for any
     * @param createdAt of two patterns that are equal otherwise, the older one wins
     */
    public record Definition(
            String patternId,
            long rowVersion,
            String field,
            String label,
            List<String> tokens,
            @Nullable String direction,
            @Nullable BigDecimal amountMin,
            @Nullable BigDecimal amountMax,
            @Nullable String accountId,
            @Nullable String currency,
            int priority,
            Instant createdAt) {}
}
