package io.gleaner.pattern.llm;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Permits: exact over replicas and restarts, by the database's clock. Works in the caller's transaction. */
final class PermitStore {

    private final JdbcClient jdbc;

    PermitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Claims the permit if it is open; whoever claims at the same time waits here and then finds it closed. */
    boolean claim(String tenantId, Purpose purpose, UUID holder, Duration lease) {
        return jdbc.sql("""
                INSERT INTO llm_permits AS p (tenant_id, purpose, holder, opens_at, claimed_at)
                VALUES (:tenant, :purpose, :holder, clock_timestamp() + :lease * interval '1 ms', clock_timestamp())
                ON CONFLICT (tenant_id, purpose) DO UPDATE SET holder = excluded.holder, opens_at = excluded.opens_at,
                    held_until = NULL, claimed_at = excluded.claimed_at
                WHERE p.opens_at <= clock_timestamp()
                """)
                        .param("tenant", tenantId)
                        .param("purpose", purpose.text())
                        .param("holder", holder)
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    /** The budget has no room: the permit is open again, and nobody takes a turn before then. */
    void hold(String tenantId, Purpose purpose, UUID holder, Instant until) {
        release(tenantId, purpose, holder, Duration.ZERO);
        jdbc.sql("UPDATE llm_permits SET held_until = ? WHERE tenant_id = ? AND purpose = ?")
                .params(Timestamp.from(until), tenantId, purpose.text())
                .update();
    }

    /** Opens the permit again after the pause, unless somebody else holds it by now. */
    void release(String tenantId, Purpose purpose, UUID holder, Duration pause) {
        jdbc.sql("""
                UPDATE llm_permits SET holder = NULL, opens_at = clock_timestamp() + :pause * interval '1 ms'
                WHERE tenant_id = :tenant AND purpose = :purpose AND holder = :holder
                """)
                .param("tenant", tenantId)
                .param("purpose", purpose.text())
                .param("holder", holder)
                .param("pause", pause.toMillis())
                .update();
    }
}
