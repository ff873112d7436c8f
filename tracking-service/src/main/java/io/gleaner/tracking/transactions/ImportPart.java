package io.gleaner.tracking.transactions;

import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.listening.Received;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Label;
import io.gleaner.tracking.core.Patterns;
import io.gleaner.tracking.core.TransactionKey;
import io.gleaner.tracking.labels.GivenLabel;
import io.gleaner.tracking.labels.Spellings;
import io.gleaner.tracking.operations.OperationPart;
import io.gleaner.tracking.operations.PartResult;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event with transactions to import.
 *
 * @param transactions by their key; where the event has one id twice, the later one counts
 */
record ImportPart(Received received, OperationPart operation, Map<TransactionKey, ImportedTransaction> transactions) {

    /** Most digits before and behind the point of an amount: far beyond any money, and safe to write out. */
    private static final int MAX_DIGITS = 200;

    static ImportPart of(Received received) {
        TransactionsImported payload = received.payload(TransactionsImported.class);
        String tenantId = received.event().tenantId();
        Map<TransactionKey, ImportedTransaction> transactions = new LinkedHashMap<>();
        payload.transactions()
                .forEach(transaction ->
                        transactions.put(new TransactionKey(tenantId, transaction.transactionId()), transaction));
        OperationPart operation = new OperationPart(
                OperationPart.Kind.IMPORT,
                received,
                payload.operationId(),
                payload.userId(),
                payload.part(),
                payload.parts(),
                payload.transactions().size());
        return new ImportPart(received, operation, transactions);
    }

    Set<TransactionKey> touched() {
        return transactions.keySet();
    }

    String tenantId() {
        return received.event().tenantId();
    }

    /** What makes the part impossible although its schema allows it. */
    Optional<String> fault() {
        return transactions.values().stream()
                .filter(transaction -> !isMoney(transaction.amount()))
                .map(transaction -> "transaction %s: amount has more than %d digits before or behind the point"
                        .formatted(transaction.transactionId(), MAX_DIGITS))
                .findFirst();
    }

    /** The labels that the transactions come with. */
    Stream<GivenLabel> labels() {
        return transactions.values().stream().flatMap(this::labelsOf);
    }

    /** The rows to write, each label in the tenant's spelling. */
    Stream<ImportRow> rows(Spellings spellings, Patterns patterns) {
        return transactions.entrySet().stream()
                .map(entry -> ImportRow.of(
                        entry.getKey(),
                        operation.operationId(),
                        entry.getValue(),
                        labelsOf(entry.getValue())
                                .collect(Collectors.toUnmodifiableMap(GivenLabel::field, spellings::of)),
                        patterns));
    }

    /** What became of the part, once it is known which rows changed. */
    PartResult result(Set<TransactionKey> changed) {
        long updated = touched().stream().filter(changed::contains).count();
        return PartResult.of(operation, Math.toIntExact(updated), List.of());
    }

    /** A label of spaces alone says nothing. */
    private Stream<GivenLabel> labelsOf(ImportedTransaction transaction) {
        Map<String, String> labels = Objects.requireNonNullElse(transaction.labels(), Map.of());
        return labels.entrySet().stream()
                .flatMap(entry -> given(Field.of(entry.getKey()).orElseThrow(), entry.getValue()).stream());
    }

    private Optional<GivenLabel> given(Field field, String text) {
        String tenantId = received.event().tenantId();
        return Label.of(text).map(label -> new GivenLabel(tenantId, field, label));
    }

    private static boolean isMoney(BigDecimal amount) {
        long whole = (long) amount.precision() - amount.scale();
        return whole <= MAX_DIGITS && amount.scale() <= MAX_DIGITS;
    }
}
