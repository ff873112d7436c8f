package io.gleaner.pattern.analysis;

import io.gleaner.pattern.core.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All signatures that a tenant's occurrences stand under. Works in the caller's transaction. */
final class SignatureStore {

    private final JdbcClient jdbc;

    SignatureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long count(String tenantId) {
        return jdbc.sql("""
                SELECT count(*) FROM (
                    SELECT DISTINCT signature, field FROM classification_occurrences WHERE tenant_id = ?) s
                """).param(tenantId).query(Long.class).single();
    }

    /** Those that follow this one in the order of hash and field; the first ones after none. */
    List<Signature> after(String tenantId, @Nullable Signature last, int most) {
        return jdbc.sql("""
                SELECT DISTINCT signature, field FROM classification_occurrences
                WHERE tenant_id = :tenant AND (signature, field) > (:hash, :field) ORDER BY signature, field LIMIT :most
                """)
                .param("tenant", tenantId)
                .param("hash", last == null ? "" : last.hash())
                .param("field", last == null ? "" : last.field())
                .param("most", most)
                .query((row, n) -> new Signature(row.getString("field"), row.getString("signature")))
                .list();
    }
}
