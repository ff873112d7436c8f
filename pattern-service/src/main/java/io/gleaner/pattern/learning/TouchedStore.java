package io.gleaner.pattern.learning;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.gleaner.pattern.core.Signature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The signatures that a tenant's open window has to count. Works in the caller's transaction, which holds the tenant's
 * window: touched before signatures are added, claimed before they are taken. So none is lost between two windows.
 */
final class TouchedStore {

    private final JdbcClient jdbc;

    TouchedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String tenantId, List<Signature> signatures) {
        jdbc.sql("""
                INSERT INTO touched_signatures (tenant_id, field, signature)
                SELECT :tenant, * FROM unnest(:fields::text[], :hashes::text[])
                ON CONFLICT DO NOTHING
                """)
                .param("tenant", tenantId)
                .param("fields", signatures.stream().map(Signature::field).toArray(String[]::new))
                .param("hashes", signatures.stream().map(Signature::hash).toArray(String[]::new))
                .update();
    }

    /** All of each of these tenants; nothing of a tenant that has none. */
    Map<String, List<Signature>> take(List<String> tenantIds) {
        return jdbc
                .sql("DELETE FROM touched_signatures WHERE tenant_id = ANY (?) RETURNING tenant_id, field, signature")
                .param(tenantIds.toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString("tenant_id"), signature(row)))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** Some of the tenant's. */
    List<Signature> take(String tenantId, int most) {
        return jdbc.sql("""
                DELETE FROM touched_signatures WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM touched_signatures WHERE tenant_id = ? LIMIT ?))
                RETURNING field, signature
                """)
                .params(tenantId, most)
                .query((row, n) -> signature(row))
                .list();
    }

    long count(String tenantId) {
        return jdbc.sql("SELECT count(*) FROM touched_signatures WHERE tenant_id = ?")
                .param(tenantId)
                .query(Long.class)
                .single();
    }

    private static Signature signature(ResultSet row) throws SQLException {
        return new Signature(row.getString("field"), row.getString("signature"));
    }
}
