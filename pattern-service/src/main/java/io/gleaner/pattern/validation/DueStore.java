package io.gleaner.pattern.validation;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds tenants whose waiting suggestions may be validated now, over all tenants. */
final class DueStore {

    private final JdbcClient jdbc;

    DueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those that were served least recently first, and of those that never were, those whose oldest suggestion waits
     * longest: a tenant with many suggestions delays no other. None whose permit is closed, whose
     * budget has no room or whose learning is off.
     */
    List<String> tenants(String purpose, int limit) {
        return jdbc.sql("""
                SELECT s.tenant_id
                FROM suggestions s LEFT JOIN llm_permits p ON p.tenant_id = s.tenant_id AND p.purpose = ?
                WHERE s.status = 'waiting' AND (s.next_attempt_at IS NULL OR s.next_attempt_at <= clock_timestamp())
                    AND NOT EXISTS (SELECT FROM learning_settings l WHERE l.tenant_id = s.tenant_id AND l.mode = 'off')
                    AND (p.tenant_id IS NULL OR greatest(p.opens_at, p.held_until) <= clock_timestamp())
                GROUP BY s.tenant_id, p.claimed_at
                ORDER BY p.claimed_at NULLS FIRST, min(s.created_at), s.tenant_id LIMIT ?
                """)
                .params(purpose, limit)
                .query((row, n) -> row.getString("tenant_id"))
                .list();
    }
}
