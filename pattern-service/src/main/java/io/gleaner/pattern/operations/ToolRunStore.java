package io.gleaner.pattern.operations;

import io.gleaner.kit.database.Columns;
import io.gleaner.pattern.core.workflows.OperationStatistics;
import io.gleaner.pattern.core.workflows.OperationStatistics.Recent;
import io.gleaner.pattern.core.workflows.Steadiness;
import io.gleaner.pattern.core.workflows.Sum;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs of tools, and by how much writing them changes the numbers of their patterns. Works in the caller's transaction. */
final class ToolRunStore {

    private static final String SUMS = """
            SELECT tenant_id, pattern_id,
                sum(sign) AS tool_runs,
                coalesce(sum(sign) FILTER (WHERE tokens IS NOT NULL), 0) AS known_tool_tokens,
                coalesce(sum(sign * tokens), 0) AS tool_tokens,
                coalesce(sum(sign) FILTER (WHERE cost IS NOT NULL), 0) AS known_tool_costs,
                coalesce(sum(sign * cost), 0) AS tool_costs
            FROM changes GROUP BY tenant_id, pattern_id
            """;

    private static final String ALL = """
            WITH changes AS (SELECT 1 AS sign, tenant_id, pattern_id, tokens, cost FROM tool_runs WHERE tenant_id = :tenant)
            """ + SUMS;

    private static final String SWEEP = """
            DELETE FROM tool_runs t
            WHERE t.tenant_id = :tenant AND NOT EXISTS (
                SELECT FROM workflow_runs r
                    JOIN operation_patterns p ON p.tenant_id = r.tenant_id AND p.signature = r.tool_signature
                WHERE r.tenant_id = t.tenant_id AND r.workflow_id = t.workflow_id AND p.pattern_id = t.pattern_id
                    AND r.active)
            """;

    private static final String CHANGE = """
            WITH gone AS (
                DELETE FROM tool_runs t
                USING unnest(:goneTenants::text[], :gonePatterns::uuid[], :goneWorkflows::text[])
                    AS g (tenant_id, pattern_id, workflow_id)
                WHERE t.tenant_id = g.tenant_id AND t.pattern_id = g.pattern_id AND t.workflow_id = g.workflow_id
                RETURNING t.*),
            written AS (
                INSERT INTO tool_runs (tenant_id, pattern_id, workflow_id, happened_at, tokens, cost)
                SELECT * FROM unnest(:tenants::text[], :patterns::uuid[], :workflows::text[], :happened::timestamptz[],
                        :tokens::bigint[], :costs::numeric[])
                    AS shown (tenant_id, pattern_id, workflow_id)
                ORDER BY tenant_id, pattern_id, workflow_id
                ON CONFLICT (tenant_id, pattern_id, workflow_id) DO UPDATE SET happened_at = excluded.happened_at,
                    tokens = excluded.tokens, cost = excluded.cost
                RETURNING new.*, old.workflow_id IS NOT NULL AS replaced, old.tokens AS old_tokens,
                    old.cost AS old_cost),
            changes AS (
                SELECT 1 AS sign, tenant_id, pattern_id, tokens, cost FROM written
                UNION ALL SELECT -1, tenant_id, pattern_id, old_tokens, old_cost FROM written WHERE replaced
                UNION ALL SELECT -1, tenant_id, pattern_id, tokens, cost FROM gone)
            """ + SUMS;

    private final JdbcClient jdbc;

    ToolRunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Delta> change(List<ToolRun> shown, List<OccurrenceKey> gone) {
        if (shown.isEmpty() && gone.isEmpty()) {
            return List.of();
        }
        Columns<ToolRun> columns = new Columns<>(shown);
        return OccurrenceStore.withGone(jdbc.sql(CHANGE), gone)
                .param("tenants", columns.texts(row -> row.key().tenantId()))
                .param("patterns", columns.texts(row -> row.key().patternId().toString()))
                .param("workflows", columns.texts(row -> row.key().workflowId()))
                .param("happened", columns.texts(row -> row.happenedAt().toString()))
                .param("tokens", columns.texts(row -> Texts.of(row.tokens())))
                .param("costs", columns.texts(row -> Texts.of(row.cost())))
                .query((row, n) -> delta(row))
                .list();
    }

    /** What all of a tenant's runs of tools add up to. */
    List<Delta> sums(String tenantId) {
        return jdbc.sql(ALL)
                .param("tenant", tenantId)
                .query((row, n) -> delta(row))
                .list();
    }

    void sweep(String tenantId) {
        jdbc.sql(SWEEP).param("tenant", tenantId).update();
    }

    private static Delta delta(ResultSet row) throws SQLException {
        return new Delta(
                new PatternKey(row.getString("tenant_id"), row.getObject("pattern_id", UUID.class)),
                new OperationStatistics(
                        Steadiness.NONE,
                        Sum.NONE,
                        Sum.NONE,
                        new Recent(0, BigDecimal.ZERO),
                        StatisticsStore.toolUse(row)));
    }
}
