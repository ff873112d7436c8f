package io.gleaner.pattern.learning;

import io.gleaner.pattern.core.Signature;
import java.util.List;
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

    List<Signature> take(String tenantId) {
        return jdbc.sql("DELETE FROM touched_signatures WHERE tenant_id = ? RETURNING field, signature")
                .param(tenantId)
                .query((row, n) -> new Signature(row.getString("field"), row.getString("signature")))
                .list();
    }
}
