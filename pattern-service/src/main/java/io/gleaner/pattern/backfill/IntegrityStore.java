package io.gleaner.pattern.backfill;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What does not fit together, or is missing. Works in the caller's transaction. */
final class IntegrityStore {

    private static final int SAMPLES = 20;

    private final JdbcClient jdbc;

    IntegrityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A question to the tables; each answer is the id of a thing that should not be so. */
    private enum Check {
        /** Occurrences whose run or pattern is not there, or that their run does not show. */
        ORPHAN_LINKS(true, """
                SELECT o.pattern_id || ' ' || o.workflow_id FROM pattern_occurrences o
                    LEFT JOIN operation_patterns p ON p.tenant_id = o.tenant_id AND p.pattern_id = o.pattern_id
                    LEFT JOIN workflow_runs r ON r.tenant_id = o.tenant_id AND r.workflow_id = o.workflow_id
                WHERE o.tenant_id = :tenant AND (p.signature = ANY (r.signatures) AND r.counts) IS NOT TRUE
                """),
        /** Runs that show an operation of which they are no occurrence. */
        MISSING_LINKS(true, """
                SELECT r.workflow_id FROM workflow_runs r CROSS JOIN LATERAL unnest(r.signatures) AS shown (signature)
                WHERE r.tenant_id = :tenant AND r.counts AND NOT EXISTS (
                    SELECT FROM operation_patterns p JOIN pattern_occurrences o
                        ON o.tenant_id = p.tenant_id AND o.pattern_id = p.pattern_id AND o.workflow_id = r.workflow_id
                    WHERE p.tenant_id = r.tenant_id AND p.signature = shown.signature)
                """),
        /** Patterns whose numbers are not those of their occurrences. */
        WRONG_COUNTS(true, """
                SELECT p.signature FROM operation_patterns p CROSS JOIN LATERAL (
                    SELECT count(*) AS n, coalesce(sum(tokens), 0) AS tokens, coalesce(sum(cost), 0) AS costs,
                        count(*) FILTER (WHERE recent) AS recent,
                        coalesce(sum(cost) FILTER (WHERE recent), 0) AS recent_costs
                    FROM pattern_occurrences o WHERE o.tenant_id = p.tenant_id AND o.pattern_id = p.pattern_id) o
                WHERE p.tenant_id = :tenant AND (p.occurrences, p.tokens, p.costs, p.recent, p.recent_costs)
                    IS DISTINCT FROM (o.n, o.tokens, o.costs, o.recent, o.recent_costs)
                """),
        /** Tools that say of no operation that they did it. */
        UNREADABLE_TOOL_SIGNATURES(false, """
                SELECT workflow_id FROM workflow_runs WHERE tenant_id = :tenant AND active AND NOT counts
                    AND tool_signature IS NULL
                """),
        RUNS_WITHOUT_INPUT(false, """
                SELECT workflow_id FROM workflow_runs WHERE tenant_id = :tenant AND active
                    AND coalesce(trim(run ->> 'nl_input'), '') = ''
                """),
        RUNS_WITHOUT_TOKENS(false, """
                SELECT workflow_id FROM workflow_runs WHERE tenant_id = :tenant AND active AND run ->> 'total_tokens' IS NULL
                """),
        RUNS_WITHOUT_COST(false, """
                SELECT workflow_id FROM workflow_runs WHERE tenant_id = :tenant AND active AND run ->> 'actual_cost_total' IS NULL
                """);

        private final boolean contradiction;
        private final String ids;

        Check(boolean contradiction, String ids) {
            this.contradiction = contradiction;
            this.ids = ids;
        }
    }

    /**
     * What a check found.
     *
     * @param contradiction whether the tables contradict each other where there is any
     * @param samples ids of some
     */
    record Finding(String check, boolean contradiction, long count, List<String> samples) {
        Finding {
            samples = List.copyOf(samples);
        }
    }

    List<Finding> findings(String tenantId) {
        return Arrays.stream(Check.values())
                .map(check -> finding(check, tenantId))
                .toList();
    }

    private Finding finding(Check check, String tenantId) {
        return jdbc.sql("""
                WITH found (id) AS (%s)
                SELECT count(*) AS n, ARRAY (SELECT id FROM found ORDER BY id LIMIT :most) AS samples FROM found
                """.formatted(check.ids))
                .param("most", SAMPLES)
                .param("tenant", tenantId)
                .query((row, n) -> new Finding(
                        check.name().toLowerCase(Locale.ROOT), check.contradiction, row.getLong("n"), List.of((String[])
                                row.getArray("samples").getArray())))
                .single();
    }
}
