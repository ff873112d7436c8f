package io.gleaner.pattern.merges;

import io.gleaner.pattern.core.workflows.OperationSignature;
import io.gleaner.pattern.core.workflows.TypicalInput;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How people ask for a tenant's operations. Works in the caller's transaction. */
final class TypicalInputStore {

    /** By texts that ask for the operation: where an error or a template shows it, the text asks for something else. */
    private static final String TYPICAL = """
            SELECT p.signature, p.occurrences, typical.nl_input
            FROM operation_patterns p CROSS JOIN LATERAL (
                SELECT r.run ->> 'nl_input' AS nl_input FROM pattern_occurrences o
                    JOIN workflow_runs r ON r.tenant_id = o.tenant_id AND r.workflow_id = o.workflow_id
                WHERE o.tenant_id = p.tenant_id AND o.pattern_id = p.pattern_id AND o.layer = 'nl_input'
                GROUP BY 1 ORDER BY count(*) DESC, (r.run ->> 'nl_input') COLLATE "C" LIMIT 1) typical
            WHERE p.tenant_id = :tenant
            ORDER BY p.occurrences DESC, p.signature LIMIT :most
            """;

    private final JdbcClient jdbc;

    TypicalInputStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the operations that are seen most often. */
    List<TypicalInput> ofTenant(String tenantId, int most) {
        return jdbc.sql(TYPICAL)
                .param("tenant", tenantId)
                .param("most", most)
                .query((row, n) -> TypicalInput.of(
                        new OperationSignature(row.getString("signature")),
                        row.getString("nl_input"),
                        row.getLong("occurrences")))
                .list();
    }

    /** Tenants with operations. */
    List<String> tenants() {
        return jdbc.sql("SELECT DISTINCT tenant_id FROM operation_patterns ORDER BY tenant_id")
                .query((row, n) -> row.getString(1))
                .list();
    }
}
