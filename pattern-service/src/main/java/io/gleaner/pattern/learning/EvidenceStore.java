package io.gleaner.pattern.learning;

import io.gleaner.kit.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Evidence and what counts of it, for many tenants and records in one statement each. Works in the caller's transaction.
 */
final class EvidenceStore {

    /** Newest version first, so that a batch with several versions of a record brings one row; sorted, so that two
     * workers with the same batch wait for each other instead of deadlocking. */
    private static final String KEEP_NEWER = """
            INSERT INTO classification_evidence AS own (tenant_id, tracking_id, row_version, active, operation_id,
                transaction_id, field, label_version, learnable, label, signature, key, direction, description)
            SELECT DISTINCT ON (tenant_id, tracking_id) *
            FROM unnest(:tenant::text[], :tracking::uuid[], :version::bigint[], :active::boolean[], :operation::text[],
                :transaction::text[], :field::text[], :labelVersion::bigint[], :learnable::boolean[], :label::text[],
                :signature::text[], :key::text[], :direction::text[], :description::text[])
                AS arrived (tenant_id, tracking_id, row_version)
            ORDER BY tenant_id, tracking_id, row_version DESC
            ON CONFLICT (tenant_id, tracking_id) DO UPDATE SET
                row_version = excluded.row_version, active = excluded.active, operation_id = excluded.operation_id,
                transaction_id = excluded.transaction_id, field = excluded.field,
                label_version = excluded.label_version, learnable = excluded.learnable, label = excluded.label,
                signature = excluded.signature, key = excluded.key, direction = excluded.direction,
                description = excluded.description
            WHERE own.row_version < excluded.row_version
            RETURNING tenant_id, field, transaction_id
            """;

    /** Looks each label up by index: joins between its own parts would be quadratic, as nobody knows their sizes. */
    private static final String RECOUNT = """
            WITH labels AS (
                SELECT tenant_id, field, transaction_id, count(*) AS records
                FROM unnest(:tenant::text[], :field::text[], :transaction::text[])
                    AS fresh (tenant_id, field, transaction_id)
                GROUP BY 1, 2, 3),
            states AS (
                SELECT labels.*, o.signature AS before, latest.signature AS after, latest.label, latest.tracking_id,
                    (o.signature, o.label) IS DISTINCT FROM (latest.signature, latest.label) AS changed
                FROM labels
                    LEFT JOIN LATERAL (SELECT o.signature, o.label FROM classification_occurrences o
                        WHERE o.tenant_id = labels.tenant_id AND o.field = labels.field
                            AND o.transaction_id = labels.transaction_id LIMIT 1) o ON true
                    LEFT JOIN LATERAL (SELECT e.* FROM classification_evidence e
                        WHERE e.tenant_id = labels.tenant_id AND e.field = labels.field
                            AND e.transaction_id = labels.transaction_id AND e.active
                        ORDER BY e.label_version DESC, e.tracking_id DESC LIMIT 1) latest ON latest.learnable),
            withdrawn AS (
                DELETE FROM classification_occurrences o USING states s
                WHERE s.after IS NULL AND s.before IS NOT NULL
                    AND o.tenant_id = s.tenant_id AND o.field = s.field AND o.transaction_id = s.transaction_id),
            kept AS (
                INSERT INTO classification_occurrences AS o
                    (tenant_id, field, transaction_id, signature, label, tracking_id)
                SELECT tenant_id, field, transaction_id, after, label, tracking_id FROM states WHERE after IS NOT NULL
                ON CONFLICT (tenant_id, field, transaction_id) DO UPDATE SET
                    signature = excluded.signature, label = excluded.label, tracking_id = excluded.tracking_id)
            SELECT tenant_id, field, before, after, sum(records) AS records FROM states
            WHERE changed
            GROUP BY 1, 2, 3, 4
            """;

    private final JdbcClient jdbc;

    EvidenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what is newer than the own copy; returns the labels that this is about, one entry per kept record. */
    List<GivenLabel> keepNewer(List<Evidence> arrived) {
        Columns<Evidence> columns = new Columns<>(arrived);
        return jdbc.sql(KEEP_NEWER)
                .param("tenant", columns.texts(Evidence::tenantId))
                .param("tracking", columns.texts(Evidence::trackingId))
                .param("version", columns.longs(Evidence::rowVersion))
                .param("active", columns.flags(Evidence::active))
                .param("operation", columns.texts(Evidence::operationId))
                .param("transaction", columns.texts(Evidence::transactionId))
                .param("field", columns.texts(Evidence::field))
                .param("labelVersion", columns.longs(Evidence::labelVersion))
                .param("learnable", columns.flags(Evidence::learnable))
                .param("label", columns.texts(Evidence::label))
                .param("signature", columns.texts(Evidence::signature))
                .param("key", columns.texts(Evidence::key))
                .param("direction", columns.texts(Evidence::direction))
                .param("description", columns.texts(Evidence::description))
                .query((row, n) -> new GivenLabel(
                        row.getString("tenant_id"), row.getString("field"), row.getString("transaction_id")))
                .list();
    }

    /** Brings the occurrences of these labels in line with their latest evidence; returns what that changed. */
    List<Effect> recount(List<GivenLabel> labels) {
        Columns<GivenLabel> columns = new Columns<>(labels);
        return jdbc.sql(RECOUNT)
                .param("tenant", columns.texts(GivenLabel::tenantId))
                .param("field", columns.texts(GivenLabel::field))
                .param("transaction", columns.texts(GivenLabel::transactionId))
                .query(EvidenceStore::effect)
                .list();
    }

    private static Effect effect(ResultSet row, int n) throws SQLException {
        return new Effect(
                row.getString("tenant_id"),
                row.getString("field"),
                row.getString("before"),
                row.getString("after"),
                row.getLong("records"));
    }
}
