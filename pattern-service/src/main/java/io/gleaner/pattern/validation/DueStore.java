package io.gleaner.pattern.validation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds tenants whose waiting suggestions may be validated now, over all tenants. */
final class DueStore {

    private final JdbcClient jdbc;

    DueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those whose oldest suggestion waits longest first; none whose permit is closed or learning is off. */
    List<String> tenants(String purpose, int limit) {
        return jdbc.sql("""
                SELECT s.tenant_id FROM suggestions s
                WHERE s.status = 'waiting' AND (s.next_attempt_at IS NULL OR s.next_attempt_at <= clock_timestamp())
                    AND NOT EXISTS (SELECT FROM learning_settings l WHERE l.tenant_id = s.tenant_id AND l.mode = 'off')
                    AND NOT EXISTS (SELECT FROM llm_permits p WHERE p.tenant_id = s.tenant_id
                        AND p.purpose = ? AND p.opens_at > clock_timestamp())
                GROUP BY s.tenant_id ORDER BY min(s.created_at), s.tenant_id LIMIT ?
                """)
                .params(purpose, limit)
                .query((row, n) -> row.getString("tenant_id"))
                .list();
    }
}
