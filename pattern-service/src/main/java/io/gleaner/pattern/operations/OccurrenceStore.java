package io.gleaner.pattern.operations;

import io.gleaner.kit.database.Columns;
import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.core.workflows.OperationStatistics;
import io.gleaner.pattern.core.workflows.OperationStatistics.Recent;
import io.gleaner.pattern.core.workflows.OperationStatistics.ToolUse;
import io.gleaner.pattern.core.workflows.Steadiness;
import io.gleaner.pattern.core.workflows.Sum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Occurrences, and by how much writing them changes the numbers of their patterns. Works in the caller's transaction. */
final class OccurrenceStore {

    private static final int RULE_HIT = 100;

    private static final String FACTS = """
            similarity_score, detected_at, happened_at, tokens, cost, duration, errors, retries, layer, characteristics,
            recent""";

    /** The sums of rows that count once for or against: a duration of 0 is none. */
    private static final String SUMS = """
            SELECT tenant_id, pattern_id,
                sum(sign) AS occurrences,
                coalesce(sum(sign) FILTER (WHERE tokens IS NOT NULL), 0) AS known_tokens,
                coalesce(sum(sign * tokens), 0) AS tokens,
                coalesce(sum(sign) FILTER (WHERE cost IS NOT NULL), 0) AS known_costs,
                coalesce(sum(sign * cost), 0) AS costs,
                coalesce(sum(sign) FILTER (WHERE duration <> 0), 0) AS known_durations,
                coalesce(sum(sign * duration), 0) AS durations,
                coalesce(sum(sign * duration * duration), 0) AS duration_squares,
                sum(sign * errors) AS errors,
                sum(sign * retries) AS retries,
                coalesce(sum(sign) FILTER (WHERE recent), 0) AS recent,
                coalesce(sum(sign * cost) FILTER (WHERE recent), 0) AS recent_costs
            FROM changes GROUP BY tenant_id, pattern_id
            """;

    private static final String CHANGE = """
            WITH gone AS (
                DELETE FROM pattern_occurrences o
                USING unnest(:goneTenants::text[], :gonePatterns::uuid[], :goneWorkflows::text[])
                    AS g (tenant_id, pattern_id, workflow_id)
                WHERE o.tenant_id = g.tenant_id AND o.pattern_id = g.pattern_id AND o.workflow_id = g.workflow_id
                RETURNING o.tenant_id, o.pattern_id, o.tokens, o.cost, o.duration, o.errors, o.retries, o.recent),
            written AS (
                INSERT INTO pattern_occurrences (tenant_id, pattern_id, workflow_id, %1$s)
                SELECT tenant_id, pattern_id, workflow_id, :score, detected_at, happened_at, tokens, cost, duration,
                    errors, retries, layer, characteristics, happened_at >= now() - interval '30 days'
                FROM unnest(:tenants::text[], :patterns::uuid[], :workflows::text[], :detected::timestamptz[],
                        :happened::timestamptz[], :tokens::bigint[], :costs::numeric[], :durations::numeric[],
                        :errors::integer[], :retries::integer[], :layers::text[], :characteristics::jsonb[])
                    AS shown (tenant_id, pattern_id, workflow_id, detected_at, happened_at, tokens, cost, duration,
                        errors, retries, layer, characteristics)
                ORDER BY tenant_id, pattern_id, workflow_id
                ON CONFLICT (tenant_id, pattern_id, workflow_id) DO UPDATE SET (%1$s) = ROW (%2$s)
                RETURNING tenant_id, pattern_id, tokens, cost, duration, errors, retries, recent,
                    old.workflow_id IS NOT NULL AS replaced, old.tokens AS old_tokens, old.cost AS old_cost,
                    old.duration AS old_duration, old.errors AS old_errors, old.retries AS old_retries,
                    old.recent AS old_recent),
            changes AS (
                SELECT 1 AS sign, tenant_id, pattern_id, tokens, cost, duration, errors, retries, recent FROM written
                UNION ALL
                SELECT -1, tenant_id, pattern_id, old_tokens, old_cost, old_duration, old_errors, old_retries, old_recent
                FROM written WHERE replaced
                UNION ALL
                SELECT -1, tenant_id, pattern_id, tokens, cost, duration, errors, retries, recent FROM gone)
            """.formatted(FACTS, FACTS.replaceAll("(\\w+)", "excluded.$1")) + SUMS;

    private static final String ALL = """
            WITH changes AS (
                SELECT 1 AS sign, tenant_id, pattern_id, tokens, cost, duration, errors, retries, recent
                FROM pattern_occurrences WHERE tenant_id = :tenant)
            """ + SUMS;

    private static final String SWEEP = """
            DELETE FROM pattern_occurrences o
            WHERE o.tenant_id = :tenant AND NOT EXISTS (
                SELECT FROM workflow_runs r
                    JOIN operation_patterns p ON p.tenant_id = r.tenant_id AND p.signature = ANY (r.signatures)
                WHERE r.tenant_id = o.tenant_id AND r.workflow_id = o.workflow_id AND p.pattern_id = o.pattern_id
                    AND r.counts)
            """;

    private static final String AGE = """
            WITH aged AS (
                UPDATE pattern_occurrences o SET recent = false
                FROM (SELECT tenant_id, pattern_id, workflow_id FROM pattern_occurrences
                    WHERE recent AND happened_at < now() - interval '30 days' LIMIT :most) old
                WHERE o.tenant_id = old.tenant_id AND o.pattern_id = old.pattern_id AND o.workflow_id = old.workflow_id
                    AND o.recent
                RETURNING o.tenant_id, o.pattern_id, o.cost)
            SELECT tenant_id, pattern_id, count(*) AS aged, coalesce(sum(cost), 0) AS costs FROM aged
            GROUP BY tenant_id, pattern_id
            """;

    private final JdbcClient jdbc;

    OccurrenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What got too old to be counted in savings. */
    record Aged(List<Delta> deltas) {

        int occurrences() {
            return (int) deltas.stream()
                    .mapToLong(delta -> -delta.statistics().recent().occurrences())
                    .sum();
        }
    }

    List<Delta> change(List<Occurrence> shown, List<OccurrenceKey> gone) {
        if (shown.isEmpty() && gone.isEmpty()) {
            return List.of();
        }
        Columns<Occurrence> columns = new Columns<>(shown);
        return withGone(jdbc.sql(CHANGE), gone)
                .param("score", RULE_HIT)
                .param("tenants", columns.texts(row -> row.key().tenantId()))
                .param("patterns", columns.texts(row -> row.key().patternId().toString()))
                .param("workflows", columns.texts(row -> row.key().workflowId()))
                .param("detected", columns.texts(row -> row.detectedAt().toString()))
                .param("happened", columns.texts(row -> row.happenedAt().toString()))
                .param("tokens", columns.texts(row -> Texts.of(row.tokens())))
                .param("costs", columns.texts(row -> Texts.of(row.cost())))
                .param("durations", columns.texts(row -> Texts.of(row.duration())))
                .param("errors", columns.integers(Occurrence::errors))
                .param("retries", columns.integers(Occurrence::retries))
                .param("layers", columns.texts(row -> row.layer().field()))
                .param(
                        "characteristics",
                        columns.texts(row -> EventJson.MAPPER.writeValueAsString(row.characteristics())))
                .query((row, n) -> delta(row))
                .list();
    }

    /** Gives a statement what is to be deleted: {@code :goneTenants}, {@code :gonePatterns}, {@code :goneWorkflows}. */
    static StatementSpec withGone(StatementSpec statement, List<OccurrenceKey> gone) {
        Columns<OccurrenceKey> columns = new Columns<>(gone);
        return statement
                .param("goneTenants", columns.texts(OccurrenceKey::tenantId))
                .param("gonePatterns", columns.texts(key -> key.patternId().toString()))
                .param("goneWorkflows", columns.texts(OccurrenceKey::workflowId));
    }

    /** What all of a tenant's occurrences add up to. */
    List<Delta> sums(String tenantId) {
        return jdbc.sql(ALL)
                .param("tenant", tenantId)
                .query((row, n) -> delta(row))
                .list();
    }

    void sweep(String tenantId) {
        jdbc.sql(SWEEP).param("tenant", tenantId).update();
    }

    Aged age(int most) {
        return new Aged(jdbc.sql(AGE)
                .param("most", most)
                .query((row, n) -> new Delta(
                        key(row),
                        new OperationStatistics(
                                Steadiness.NONE,
                                Sum.NONE,
                                Sum.NONE,
                                new Recent(
                                        -row.getLong("aged"),
                                        row.getBigDecimal("costs").negate()),
                                ToolUse.NONE)))
                .list());
    }

    private static Delta delta(ResultSet row) throws SQLException {
        return new Delta(key(row), StatisticsStore.ofOccurrences(row, ToolUse.NONE));
    }

    private static PatternKey key(ResultSet row) throws SQLException {
        return new PatternKey(row.getString("tenant_id"), row.getObject("pattern_id", UUID.class));
    }
}
