package io.gleaner.contracts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One transaction as its source knows it.
 *
 * @param amount below zero for a debit, above zero for a credit; never rounded
 * @param direction {@code debit} or {@code credit}; by the amount's sign if missing
 * @param labels values the source gives to fields ({@code entity}, {@code category}, {@code subcategory},
 *     {@code justification})
 */
public record ImportedTransaction(
        String transactionId,
        LocalDate date,
        BigDecimal amount,
        @Nullable String description,
        @Nullable String currency,
        @Nullable String direction,
        @Nullable String accountId,
        @Nullable String origin,
        @Nullable String destination,
        @Nullable String merchantName,
        @Nullable String paymentChannel,
        @Nullable String personalFinanceCategory,
        @Nullable Boolean pending,
        @Nullable Map<String, String> labels) {}
