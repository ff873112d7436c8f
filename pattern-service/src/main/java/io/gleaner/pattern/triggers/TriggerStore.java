package io.gleaner.pattern.triggers;

import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.core.workflows.OperationSignature;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tenants added to the trigger table, and which operations they merged. Works in the caller's transaction. */
final class TriggerStore {

    /** Without a version whatever is there is replaced; version 0 is that of a tenant without a row. */
    private static final String REPLACE = """
            INSERT INTO operation_triggers AS own (tenant_id, triggers, updated_by)
            SELECT :tenant, :triggers::jsonb, :user
            WHERE coalesce(:version::bigint, 0) = 0
                OR EXISTS (SELECT FROM operation_triggers WHERE tenant_id = :tenant)
            ON CONFLICT (tenant_id) DO UPDATE SET triggers = excluded.triggers, updated_by = excluded.updated_by,
                version = own.version + 1, updated_at = clock_timestamp()
            WHERE :version::bigint IS NULL OR own.version = :version
            RETURNING version
            """;

    private final JdbcClient jdbc;

    TriggerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, TriggerBody> added(Collection<String> tenantIds) {
        Map<String, TriggerBody> added = new HashMap<>();
        jdbc.sql("SELECT tenant_id, triggers FROM operation_triggers WHERE tenant_id = ANY (?)")
                .param(tenantIds.toArray(String[]::new))
                .query(row -> {
                    added.put(
                            row.getString("tenant_id"),
                            EventJson.MAPPER.readValue(row.getString("triggers"), TriggerBody.class));
                });
        return added;
    }

    /** The version that the tenant's triggers have now; empty if they had another than expected. */
    Optional<Long> replace(String tenantId, TriggerBody triggers, @Nullable Long version, String userId) {
        return jdbc.sql(REPLACE)
                .param("tenant", tenantId)
                .param("triggers", EventJson.MAPPER.writeValueAsString(triggers))
                .param("version", version)
                .param("user", userId)
                .query(Long.class)
                .optional();
    }

    Map<String, Map<OperationSignature, OperationSignature>> merged(Collection<String> tenantIds) {
        Map<String, Map<OperationSignature, OperationSignature>> merged = new HashMap<>();
        jdbc.sql("SELECT tenant_id, signature, into_signature FROM merged_operations WHERE tenant_id = ANY (?)")
                .param(tenantIds.toArray(String[]::new))
                .query(row -> {
                    merged.computeIfAbsent(row.getString("tenant_id"), tenantId -> new HashMap<>())
                            .put(
                                    new OperationSignature(row.getString("signature")),
                                    new OperationSignature(row.getString("into_signature")));
                });
        return merged;
    }

    void merge(String tenantId, OperationSignature from, OperationSignature into) {
        jdbc.sql("UPDATE merged_operations SET into_signature = ? WHERE tenant_id = ? AND into_signature = ?")
                .params(into.text(), tenantId, from.text())
                .update();
        jdbc.sql("""
                INSERT INTO merged_operations (tenant_id, signature, into_signature) VALUES (?, ?, ?)
                ON CONFLICT (tenant_id, signature) DO UPDATE SET into_signature = excluded.into_signature
                """).params(tenantId, from.text(), into.text()).update();
    }
}
