package io.gleaner.tracking.transactions;

import static io.gleaner.tracking.core.PlainText.plain;

import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Normaliser;
import io.gleaner.tracking.core.TransactionKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it goes into the table; the names are those of the columns.
 *
 * @param operationId the import, which the labels it brings are set by
 */
record ImportRow(
        String tenantId,
        String transactionId,
        String operationId,
        LocalDate date,
        BigDecimal amount,
        String direction,
        @Nullable String description,
        @Nullable String currency,
        @Nullable String accountId,
        @Nullable String origin,
        @Nullable String destination,
        @Nullable String merchantName,
        @Nullable String paymentChannel,
        @Nullable String personalFinanceCategory,
        @Nullable Boolean pending,
        @Nullable String key,
        @Nullable String entity,
        @Nullable String category,
        @Nullable String subcategory,
        @Nullable String justification) {

    static ImportRow of(
            TransactionKey key, String operationId, ImportedTransaction imported, Map<Field, String> labels) {
        String description = plain(imported.description());
        return new ImportRow(
                key.tenantId(),
                key.transactionId(),
                operationId,
                imported.date(),
                imported.amount(),
                directionOf(imported),
                description,
                plain(imported.currency()),
                plain(imported.accountId()),
                plain(imported.origin()),
                plain(imported.destination()),
                plain(imported.merchantName()),
                plain(imported.paymentChannel()),
                plain(imported.personalFinanceCategory()),
                imported.pending(),
                Normaliser.key(description).orElse(null),
                labels.get(Field.ENTITY),
                labels.get(Field.CATEGORY),
                labels.get(Field.SUBCATEGORY),
                labels.get(Field.JUSTIFICATION));
    }

    private static String directionOf(ImportedTransaction imported) {
        String given = imported.direction();
        return given != null ? given : Direction.of(imported.amount()).id();
    }
}
