package io.gleaner.pattern.llm;

import io.gleaner.pattern.core.Budget;
import io.gleaner.pattern.core.BudgetLimit;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Limits of tenants, and what became of them. Works in the caller's transaction. */
final class BudgetStore {

    private final JdbcClient jdbc;

    BudgetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the tenant set itself. */
    Optional<Budget> find(String tenantId) {
        return jdbc.sql("SELECT limits FROM llm_budget WHERE tenant_id = ?")
                .param(tenantId)
                .query((row, n) -> Limits.ofJson(row.getString("limits")))
                .optional();
    }

    /** A call was held back by it, or would have been. */
    void countHeldBack(String tenantId, BudgetLimit limit, Instant periodStartsAt) {
        jdbc.sql("""
                INSERT INTO llm_limit_periods AS p (tenant_id, limit_name, starts_at, held_back) VALUES (?, ?, ?, 1)
                ON CONFLICT (tenant_id, limit_name, starts_at) DO UPDATE SET held_back = p.held_back + 1
                """)
                .params(tenantId, limit.text(), Timestamp.from(periodStartsAt))
                .update();
    }

    /** Says whether nobody was warned of this limit in this period yet. */
    boolean markWarned(String tenantId, BudgetLimit limit, Instant periodStartsAt) {
        return jdbc.sql("""
                INSERT INTO llm_limit_periods AS p (tenant_id, limit_name, starts_at, warned_at)
                VALUES (?, ?, ?, clock_timestamp())
                ON CONFLICT (tenant_id, limit_name, starts_at) DO UPDATE SET warned_at = excluded.warned_at
                WHERE p.warned_at IS NULL
                """)
                        .params(tenantId, limit.text(), Timestamp.from(periodStartsAt))
                        .update()
                == 1;
    }
}
