package io.gleaner.pattern.operations;

import io.gleaner.pattern.core.workflows.OperationStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people said. Works in the caller's transaction. */
final class ReviewStore {

    private static final String JUDGE = """
            INSERT INTO occurrence_verdicts (tenant_id, pattern_id, workflow_id, correct, judged_by)
            SELECT tenant_id, pattern_id, workflow_id, :correct, :user FROM pattern_occurrences
            WHERE tenant_id = :tenant AND pattern_id = :pattern AND workflow_id = :workflow
            ON CONFLICT (tenant_id, pattern_id, workflow_id) DO UPDATE
            SET correct = excluded.correct, judged_by = excluded.judged_by, judged_at = clock_timestamp()
            """;

    private final JdbcClient jdbc;

    ReviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID reviewId, CountedPattern before, OperationStatus after, @Nullable String notes, String userId) {
        PatternKey key = before.key();
        jdbc.sql("""
                INSERT INTO operation_reviews
                    (tenant_id, review_id, pattern_id, from_status, to_status, notes, reviewed_by)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
                .param(key.tenantId())
                .param(reviewId)
                .param(key.patternId())
                .param(before.status().text())
                .param(after.text())
                .param(notes)
                .param(userId)
                .update();
        jdbc.sql("""
                UPDATE operation_patterns SET reviewed_by = ?, reviewed_at = clock_timestamp(), notes = ?
                WHERE tenant_id = ? AND pattern_id = ?
                """)
                .param(userId)
                .param(notes)
                .param(key.tenantId())
                .param(key.patternId())
                .update();
    }

    /** Says whether there is such an occurrence. */
    boolean judge(String tenantId, UUID patternId, String workflowId, boolean correct, String userId) {
        return jdbc.sql(JUDGE)
                        .param("correct", correct)
                        .param("user", userId)
                        .param("tenant", tenantId)
                        .param("pattern", patternId)
                        .param("workflow", workflowId)
                        .update()
                == 1;
    }
}
