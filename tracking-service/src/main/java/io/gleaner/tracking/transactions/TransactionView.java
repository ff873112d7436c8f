package io.gleaner.tracking.transactions;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as clients see it.
 *
 * @param key the normalised description; null where nothing is left of it
 * @param labels by field; a field without a value is not among them
 * @param version raised with every change of the transaction or of one of its labels
 */
record TransactionView(
        String transactionId,
        LocalDate date,
        @Nullable String description,
        BigDecimal amount,
        @Nullable String currency,
        String direction,
        @Nullable String accountId,
        @Nullable String origin,
        @Nullable String destination,
        @Nullable String merchantName,
        @Nullable String paymentChannel,
        @Nullable String personalFinanceCategory,
        @Nullable Boolean pending,
        @Nullable String key,
        Map<String, LabelView> labels,
        long version) {

    /**
     * A label as clients see it.
     *
     * @param setBy {@code user}, {@code pattern} or {@code import}
     * @param setById which user, pattern or import operation
     */
    record LabelView(String value, String setBy, @Nullable String setById, Instant setAt) {}
}
