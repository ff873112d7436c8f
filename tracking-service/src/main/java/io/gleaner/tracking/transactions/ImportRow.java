package io.gleaner.tracking.transactions;

import static io.gleaner.tracking.core.PlainText.plain;

import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Facts;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Normaliser;
import io.gleaner.tracking.core.Patterns;
import io.gleaner.tracking.core.TransactionKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it goes into the table; the names are those of the columns.
 *
 * @param operationId the import, which the labels it brings are set by
 * @param patterns what the best pattern says, for fields that the import says nothing of
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
        @Nullable String justification,
        Map<String, PatternLabel> patterns) {

    /** A pattern's label. */
    record PatternLabel(String label, String patternId) {}

    static ImportRow of(
            TransactionKey key,
            String operationId,
            ImportedTransaction imported,
            Map<Field, String> labels,
            Patterns patterns) {
        String description = plain(imported.description());
        String normalised = Normaliser.key(description).orElse(null);
        String accountId = plain(imported.accountId());
        String currency = plain(imported.currency());
        Direction direction = directionOf(imported);
        Facts facts = Facts.of(normalised, direction, imported.amount(), accountId, currency);
        return new ImportRow(
                key.tenantId(),
                key.transactionId(),
                operationId,
                imported.date(),
                imported.amount(),
                direction.id(),
                description,
                currency,
                accountId,
                plain(imported.origin()),
                plain(imported.destination()),
                plain(imported.merchantName()),
                plain(imported.paymentChannel()),
                plain(imported.personalFinanceCategory()),
                imported.pending(),
                normalised,
                labels.get(Field.ENTITY),
                labels.get(Field.CATEGORY),
                labels.get(Field.SUBCATEGORY),
                labels.get(Field.JUSTIFICATION),
                best(patterns, facts, labels.keySet()));
    }

    private static Map<String, PatternLabel> best(Patterns patterns, Facts facts, Set<Field> spoken) {
        if (patterns.isEmpty()) {
            return Map.of();
        }
        Map<String, PatternLabel> best = new HashMap<>();
        for (Field field : Field.values()) {
            if (!spoken.contains(field)) {
                patterns.best(field, facts)
                        .ifPresent(pattern -> best.put(field.id(), new PatternLabel(pattern.label(), pattern.id())));
            }
        }
        return best;
    }

    private static Direction directionOf(ImportedTransaction imported) {
        return Optional.ofNullable(imported.direction())
                .flatMap(Direction::of)
                .orElseGet(() -> Direction.of(imported.amount()));
    }
}
