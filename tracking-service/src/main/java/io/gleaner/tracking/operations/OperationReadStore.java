package io.gleaner.tracking.operations;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.tracking.operations.OperationPart.Kind;
import io.gleaner.tracking.operations.OperationView.Refusal;
import io.gleaner.tracking.operations.OperationView.Step;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How operations read. */
final class OperationReadStore {

    /** Refused transactions that an answer lists at most; it counts all. */
    private static final int MAX_REFUSED = 1_000;

    private static final String OPERATION = """
            SELECT o.operation_id, o.kind, o.parts, o.requested_at, o.undone_at,
                   count(DISTINCT p.part)::integer AS parts_applied, max(p.applied_at) AS applied_at,
                   coalesce(sum(p.requested), 0)::bigint AS requested, coalesce(sum(p.updated), 0)::bigint AS updated,
                   coalesce(sum(p.unchanged), 0)::bigint AS unchanged, coalesce(sum(p.refused), 0)::bigint AS refused,
                   (SELECT f.reason FROM operation_failures f
                    WHERE f.tenant_id = o.tenant_id AND f.operation_id = o.operation_id
                        AND NOT EXISTS (SELECT FROM operation_parts later
                                        WHERE later.tenant_id = f.tenant_id AND later.source = f.source
                                            AND later.event_id = f.event_id)
                    ORDER BY f.part LIMIT 1) AS failure
            FROM operations o LEFT JOIN operation_parts p USING (tenant_id, operation_id)
            WHERE o.operation_id = :id
            GROUP BY o.tenant_id, o.operation_id
            """;

    private static final String REFUSED = """
            SELECT DISTINCT transaction_id, reason FROM operation_refusals
            WHERE operation_id = :id AND (transaction_id, reason) > (:transaction, :reason)
            ORDER BY transaction_id, reason LIMIT :rows
            """;

    private final TenantSession session;

    OperationReadStore(TenantSession session) {
        this.session = session;
    }

    /** @param after where the list of refused transactions begins */
    Mono<OperationView> find(String tenantId, String operationId, Refusal after) {
        return session.one(
                tenantId,
                database -> database.sql(OPERATION)
                        .bind("id", operationId)
                        .map(OperationReadStore::view)
                        .one()
                        .flatMap(view -> refused(database, view, after).map(view::withRefused)));
    }

    private static Mono<Page<Refusal>> refused(DatabaseClient database, OperationView view, Refusal after) {
        if (view.refusedTotal() == 0) {
            return Mono.just(new Page<>(List.of(), null));
        }
        return database.sql(REFUSED)
                .bind("id", view.operationId())
                .bind("transaction", after.transactionId())
                .bind("reason", after.reason())
                .bind("rows", MAX_REFUSED + 1)
                .map(row -> new Refusal(
                        required(row, "transaction_id", String.class), required(row, "reason", String.class)))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, MAX_REFUSED, each -> Cursor.of(each.transactionId(), each.reason())));
    }

    private static OperationView view(Readable row) {
        int parts = required(row, "parts", Integer.class);
        int applied = required(row, "parts_applied", Integer.class);
        String kind = required(row, "kind", String.class);
        String failure = row.get("failure", String.class);
        boolean completed = failure == null && applied >= parts;
        Instant requestedAt = required(row, "requested_at", Instant.class);
        Instant completedAt = completed ? row.get("applied_at", Instant.class) : null;
        Instant undoneAt = row.get("undone_at", Instant.class);
        return new OperationView(
                required(row, "operation_id", String.class),
                kind,
                status(failure, completed, undoneAt),
                failure,
                required(row, "requested", Long.class),
                required(row, "updated", Long.class),
                required(row, "unchanged", Long.class),
                List.of(),
                required(row, "refused", Long.class),
                null,
                parts,
                applied,
                requestedAt,
                completedAt,
                undoneAt,
                completed && undoneAt == null && Kind.undoable(kind).isPresent(),
                timeline(requestedAt, completedAt, undoneAt));
    }

    private static String status(@Nullable String failure, boolean completed, @Nullable Instant undoneAt) {
        if (undoneAt != null) {
            return "undone";
        }
        return failure != null ? "failed" : completed ? "completed" : "processing";
    }

    private static List<Step> timeline(Instant requestedAt, @Nullable Instant completedAt, @Nullable Instant undoneAt) {
        List<Step> timeline = new ArrayList<>(List.of(new Step("received", requestedAt)));
        if (completedAt != null) {
            timeline.add(new Step("tracked", completedAt));
        }
        if (undoneAt != null) {
            timeline.add(new Step("undone", undoneAt));
        }
        return List.copyOf(timeline);
    }
}
