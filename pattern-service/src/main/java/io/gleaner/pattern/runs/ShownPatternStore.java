package io.gleaner.pattern.runs;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The patterns of some runs. Works in the caller's transaction. */
final class ShownPatternStore {

    /** A pattern is new if no run shows it that was heard of before. */
    private static final String SHOWN = """
            SELECT o.pattern_id, NOT EXISTS (SELECT FROM pattern_occurrences earlier
                WHERE earlier.tenant_id = :tenant AND earlier.pattern_id = o.pattern_id AND earlier.detected_at < :since)
                AS is_new
            FROM (SELECT DISTINCT o.pattern_id
                FROM workflow_runs r CROSS JOIN LATERAL unnest(r.signatures) AS shown (signature)
                    JOIN operation_patterns p ON p.tenant_id = :tenant AND p.signature = shown.signature
                    JOIN pattern_occurrences o ON o.tenant_id = :tenant AND o.pattern_id = p.pattern_id
                        AND o.workflow_id = r.workflow_id
                WHERE r.tenant_id = :tenant AND r.workflow_id = ANY (:workflows)) o
            ORDER BY o.pattern_id
            """;

    private final JdbcClient jdbc;

    ShownPatternStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A pattern that one of the runs shows, and whether it was not known before. */
    record Shown(UUID patternId, boolean isNew) {}

    List<Shown> of(String tenantId, List<String> workflowIds, Instant since) {
        return jdbc.sql(SHOWN)
                .param("tenant", tenantId)
                .param("workflows", workflowIds.toArray(String[]::new))
                .param("since", Timestamp.from(since))
                .query((row, n) -> new Shown(row.getObject("pattern_id", UUID.class), row.getBoolean("is_new")))
                .list();
    }
}
