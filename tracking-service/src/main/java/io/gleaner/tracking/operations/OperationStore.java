package io.gleaner.tracking.operations;

import io.gleaner.kit.database.Columns;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of operations. */
final class OperationStore {

    private static final String ADD_OPERATIONS = """
            INSERT INTO operations (tenant_id, operation_id, kind, user_id, parts, requested_at)
            SELECT * FROM unnest(:tenants::text[], :operations::text[], :kinds::text[], :users::text[],
                                 :parts::integer[], :times::timestamptz[])
            ON CONFLICT DO NOTHING
            """;

    private static final String CLAIM = """
            INSERT INTO operation_parts (tenant_id, source, event_id, operation_id, part, requested)
            SELECT * FROM unnest(:tenants::text[], :sources::text[], :events::text[], :operations::text[],
                                 :numbers::integer[], :requested::integer[])
            ON CONFLICT DO NOTHING
            RETURNING tenant_id, source, event_id
            """;

    private static final String SETTLE = """
            UPDATE operation_parts p
            SET requested = r.requested, updated = r.updated, unchanged = r.unchanged, refused = r.refused,
                applied_at = clock_timestamp()
            FROM unnest(:tenants::text[], :sources::text[], :events::text[], :requested::integer[], :updated::integer[],
                        :unchanged::integer[], :refused::integer[])
                 AS r (tenant_id, source, event_id, requested, updated, unchanged, refused)
            WHERE p.tenant_id = r.tenant_id AND p.source = r.source AND p.event_id = r.event_id
            """;

    private static final String REFUSE = """
            INSERT INTO operation_refusals (tenant_id, operation_id, transaction_id, source, event_id, reason)
            SELECT :tenant, :operation, id, :source, :event, :reason FROM unnest(:ids::text[]) AS id
            """;

    private static final String FAIL = """
            INSERT INTO operation_failures (tenant_id, operation_id, source, event_id, part, reason)
            VALUES (:tenant, :operation, :source, :event, :part, :reason)
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;

    OperationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<OperationPart> parts) {
        Columns<OperationPart> columns = new Columns<>(parts);
        jdbc.sql(ADD_OPERATIONS)
                .param("tenants", columns.texts(OperationPart::tenantId))
                .param("operations", columns.texts(OperationPart::operationId))
                .param("kinds", columns.texts(part -> part.kind().id()))
                .param("users", columns.texts(OperationPart::userId))
                .param("parts", columns.integers(OperationPart::parts))
                .param("times", columns.texts(part -> part.event().time().toString()))
                .update();
    }

    /** Inserts those that are not there; waits for one that another transaction is about to insert. */
    Set<EventKey> claim(List<OperationPart> parts) {
        Columns<OperationPart> columns = new Columns<>(parts);
        return new HashSet<>(jdbc.sql(CLAIM)
                .param("tenants", columns.texts(OperationPart::tenantId))
                .param("sources", columns.texts(OperationPart::source))
                .param("events", columns.texts(part -> part.event().id()))
                .param("operations", columns.texts(OperationPart::operationId))
                .param("numbers", columns.integers(OperationPart::part))
                .param("requested", columns.integers(OperationPart::requested))
                .query((row, n) -> new EventKey(row.getString(1), row.getString(2), row.getString(3)))
                .list());
    }

    void settle(List<PartResult> results) {
        Columns<PartResult> columns = new Columns<>(results);
        jdbc.sql(SETTLE)
                .param("tenants", columns.texts(result -> result.part().tenantId()))
                .param("sources", columns.texts(result -> result.part().source()))
                .param("events", columns.texts(result -> result.part().event().id()))
                .param("requested", columns.integers(PartResult::requested))
                .param("updated", columns.integers(PartResult::updated))
                .param("unchanged", columns.integers(PartResult::unchanged))
                .param("refused", columns.integers(result -> result.refused().size()))
                .update();
    }

    void refuse(PartResult result) {
        OperationPart part = result.part();
        jdbc.sql(REFUSE)
                .param("tenant", part.tenantId())
                .param("operation", part.operationId())
                .param("source", part.source())
                .param("event", part.event().id())
                .param("reason", result.reason().id())
                .param("ids", result.refused().toArray(String[]::new))
                .update();
    }

    Optional<String> lockKind(String tenantId, String operationId) {
        return jdbc.sql("""
                SELECT kind FROM operations WHERE tenant_id = ? AND operation_id = ? AND undone_at IS NULL FOR UPDATE
                """)
                .params(tenantId, operationId)
                .query((row, n) -> row.getString("kind"))
                .optional();
    }

    void markUndone(String tenantId, String operationId, String undoneBy) {
        jdbc.sql("""
                UPDATE operations SET undone_at = statement_timestamp(), undone_by = ?
                WHERE tenant_id = ? AND operation_id = ?
                """).params(undoneBy, tenantId, operationId).update();
    }

    void fail(OperationPart part, String reason) {
        jdbc.sql(FAIL)
                .param("tenant", part.tenantId())
                .param("operation", part.operationId())
                .param("source", part.source())
                .param("event", part.event().id())
                .param("part", part.part())
                .param("reason", reason)
                .update();
    }
}
