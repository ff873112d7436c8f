package io.gleaner.pattern.merges;

import io.gleaner.kit.database.Columns;
import io.gleaner.kit.events.Ids;
import io.gleaner.pattern.core.workflows.Likeness;
import io.gleaner.pattern.core.workflows.OperationSignature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proposals of merges. Works in the caller's transaction. */
final class ProposalStore {

    private static final String PROPOSE = """
            INSERT INTO merge_proposals
                (tenant_id, merge_id, from_signature, into_signature, similarity, from_input, into_input)
            SELECT :tenant, * FROM unnest(:ids::uuid[], :froms::text[], :intos::text[], :similarities::numeric[],
                :fromInputs::text[], :intoInputs::text[])
            ON CONFLICT DO NOTHING
            """;

    /** What is not alike any more; what a person decided stays. */
    private static final String WITHDRAW = """
            DELETE FROM merge_proposals WHERE tenant_id = :tenant AND status = 'proposed'
                AND (from_signature, into_signature) NOT IN (SELECT * FROM unnest(:froms::text[], :intos::text[]))
                AND (into_signature, from_signature) NOT IN (SELECT * FROM unnest(:froms::text[], :intos::text[]))
            """;

    private final JdbcClient jdbc;

    ProposalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A proposal that nobody else decides on until the transaction ends. */
    record Locked(OperationSignature from, OperationSignature into, String status) {}

    /** Proposes what is alike now; returns how many of them are new. */
    int replace(String tenantId, List<Likeness> alike) {
        Columns<Likeness> columns = new Columns<>(alike);
        jdbc.sql(WITHDRAW)
                .param("tenant", tenantId)
                .param("froms", columns.texts(pair -> pair.from().signature().text()))
                .param("intos", columns.texts(pair -> pair.into().signature().text()))
                .update();
        return jdbc.sql(PROPOSE)
                .param("tenant", tenantId)
                .param("ids", columns.texts(pair -> Ids.next().toString()))
                .param("froms", columns.texts(pair -> pair.from().signature().text()))
                .param("intos", columns.texts(pair -> pair.into().signature().text()))
                .param("similarities", columns.texts(pair -> Double.toString(pair.similarity())))
                .param("fromInputs", columns.texts(pair -> pair.from().input()))
                .param("intoInputs", columns.texts(pair -> pair.into().input()))
                .update();
    }

    Optional<Locked> lock(String tenantId, UUID mergeId) {
        return jdbc.sql("SELECT * FROM merge_proposals WHERE tenant_id = ? AND merge_id = ? FOR UPDATE")
                .params(tenantId, mergeId)
                .query((row, n) -> locked(row))
                .optional();
    }

    void decide(String tenantId, UUID mergeId, String status, String userId) {
        jdbc.sql("""
                UPDATE merge_proposals SET status = ?, decided_by = ?, decided_at = clock_timestamp()
                WHERE tenant_id = ? AND merge_id = ?
                """).params(status, userId, tenantId, mergeId).update();
    }

    private static Locked locked(ResultSet row) throws SQLException {
        return new Locked(
                new OperationSignature(row.getString("from_signature")),
                new OperationSignature(row.getString("into_signature")),
                row.getString("status"));
    }
}
