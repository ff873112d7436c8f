package io.gleaner.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern is active from now on.
 *
 * @param rowVersion raised with every change of the pattern
 * @param tokens must appear in a transaction's key in this order; others may stand between
 * @param direction {@code debit} or {@code credit}; null for both
 * @param amountMin lowest amount without its sign, itself included; null for any
 * @param amountMax highest amount without its sign, itself included; null for any
 * @param createdAt of two patterns that are equal otherwise, the older one wins; null where it is not known
 */
public record PatternActivated(
        String patternId,
        long rowVersion,
        String suggestionId,
        String field,
        String label,
        List<String> tokens,
        @Nullable String direction,
        int priority,
        @Nullable BigDecimal amountMin,
        @Nullable BigDecimal amountMax,
        @Nullable String accountId,
        @Nullable String currency,
        @Nullable Instant createdAt) {}
