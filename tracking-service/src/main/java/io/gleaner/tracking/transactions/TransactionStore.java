package io.gleaner.tracking.transactions;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.transactions.TransactionView.LabelView;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How transactions read, newest first. */
final class TransactionStore {

    private static final String AFTER = " AND (date, transaction_id) < (:date, :id)";
    private static final String NEWEST_FIRST = " ORDER BY date DESC, transaction_id DESC LIMIT :rows";

    private final TenantSession session;

    TransactionStore(TenantSession session) {
        this.session = session;
    }

    Mono<TransactionView> find(String tenantId, String transactionId) {
        return session.one(
                tenantId,
                database -> database.sql("SELECT * FROM transactions WHERE transaction_id = :id")
                        .bind("id", transactionId)
                        .map(TransactionStore::view)
                        .one());
    }

    Mono<Page<TransactionView>> page(
            String tenantId, TransactionFilter filter, PageRequest request, @Nullable Position after) {
        String sql = "SELECT * FROM transactions WHERE true" + filter.conditions() + (after == null ? "" : AFTER)
                + NEWEST_FIRST;
        return session.list(
                        tenantId,
                        database -> bind(database.sql(sql), filter, after).bind("rows", request.limit() + 1),
                        TransactionStore::view)
                .map(rows -> Page.of(rows, request.limit(), row -> Cursor.of(row.date(), row.transactionId())));
    }

    /** Where a page starts: behind the transaction of this date and id. */
    record Position(LocalDate date, String transactionId) {}

    private static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, TransactionFilter filter, @Nullable Position after) {
        DatabaseClient.GenericExecuteSpec bound = statement.bindValues(filter.parameters());
        return after == null ? bound : bound.bind("date", after.date()).bind("id", after.transactionId());
    }

    private static TransactionView view(Readable row) {
        return new TransactionView(
                required(row, "transaction_id", String.class),
                required(row, "date", LocalDate.class),
                row.get("description", String.class),
                required(row, "amount", BigDecimal.class),
                row.get("currency", String.class),
                required(row, "direction", String.class),
                row.get("account_id", String.class),
                row.get("origin", String.class),
                row.get("destination", String.class),
                row.get("merchant_name", String.class),
                row.get("payment_channel", String.class),
                row.get("personal_finance_category", String.class),
                row.get("pending", Boolean.class),
                row.get("key", String.class),
                labels(row),
                required(row, "row_version", Long.class));
    }

    private static Map<String, LabelView> labels(Readable row) {
        Map<String, LabelView> labels = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            String label = row.get(field.id(), String.class);
            if (label != null) {
                labels.put(field.id(), label(row, field, label));
            }
        }
        return labels;
    }

    private static LabelView label(Readable row, Field field, String value) {
        return new LabelView(
                value,
                required(row, field.id() + "_set_by", String.class),
                row.get(field.id() + "_set_by_id", String.class),
                required(row, field.id() + "_set_at", Instant.class));
    }
}
