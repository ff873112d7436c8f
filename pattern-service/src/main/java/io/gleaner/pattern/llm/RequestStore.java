package io.gleaner.pattern.llm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests on their way, and the answers they brought. Works in the caller's transaction. */
final class RequestStore {

    private final JdbcClient jdbc;

    RequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Ticket ticket, String status, Duration lease) {
        Draft draft = ticket.draft();
        jdbc.sql("""
                INSERT INTO llm_requests (request_id, tenant_id, purpose, subject_ids, content_key, prompt_version,
                    status, traceparent, due_at)
                VALUES (:id, :tenant, :purpose, :subjects::uuid[], :key, :version, :status, :trace,
                    clock_timestamp() + :lease * interval '1 ms')
                """)
                .param("id", ticket.requestId())
                .param("tenant", draft.tenantId())
                .param("purpose", draft.purpose().text())
                .param(
                        "subjects",
                        draft.subjectIds().stream().map(UUID::toString).toArray(String[]::new))
                .param("key", ticket.contentKey())
                .param("version", draft.prompt().version())
                .param("status", status)
                .param("trace", draft.traceparent())
                .param("lease", lease.toMillis())
                .update();
    }

    /** Says whether the step was this worker's to take: a request that was given up meanwhile stays given up. */
    boolean advance(String tenantId, UUID requestId, String from, String to, Duration lease) {
        return jdbc.sql("""
                UPDATE llm_requests SET status = :to, due_at = clock_timestamp() + :lease * interval '1 ms'
                WHERE tenant_id = :tenant AND request_id = :id AND status = :from
                """)
                        .param("tenant", tenantId)
                        .param("id", requestId)
                        .param("from", from)
                        .param("to", to)
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    /** Takes over the request that waits longest for a worker, with its answer if it has one. */
    Optional<OpenRequest> takeOver(Purpose purpose, Duration lease) {
        return jdbc.sql("""
                UPDATE llm_requests r SET due_at = clock_timestamp() + :lease * interval '1 ms'
                FROM (SELECT request_id FROM llm_requests
                        WHERE status IN ('calling', 'answered') AND purpose = :purpose AND due_at <= clock_timestamp()
                        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
                WHERE r.request_id = due.request_id
                RETURNING r.tenant_id, r.request_id,
                    (SELECT a.answer FROM llm_answers a WHERE a.tenant_id = r.tenant_id
                        AND a.content_key = r.content_key AND r.status = 'answered') AS answer,
                    (SELECT a.model FROM llm_answers a WHERE a.tenant_id = r.tenant_id
                        AND a.content_key = r.content_key AND r.status = 'answered') AS model
                """)
                .param("purpose", purpose.text())
                .param("lease", lease.toMillis())
                .query(RequestStore::openRequest)
                .optional();
    }

    void keepAnswer(String tenantId, String contentKey, StoredAnswer answer) {
        jdbc.sql("""
                INSERT INTO llm_answers (tenant_id, content_key, model, answer) VALUES (?, ?, ?, ?)
                ON CONFLICT (tenant_id, content_key) DO NOTHING
                """)
                .params(tenantId, contentKey, answer.model(), answer.text())
                .update();
    }

    Optional<StoredAnswer> answer(String tenantId, String contentKey) {
        return jdbc.sql("SELECT answer, model FROM llm_answers WHERE tenant_id = ? AND content_key = ?")
                .params(tenantId, contentKey)
                .query((row, n) -> new StoredAnswer(row.getString("answer"), row.getString("model")))
                .optional();
    }

    void forgetAnswer(String tenantId, UUID requestId) {
        jdbc.sql("""
                DELETE FROM llm_answers a USING llm_requests r
                WHERE r.tenant_id = ? AND r.request_id = ? AND (a.tenant_id, a.content_key) = (r.tenant_id, r.content_key)
                """).params(tenantId, requestId).update();
    }

    private static OpenRequest openRequest(ResultSet row, int n) throws SQLException {
        String answer = row.getString("answer");
        @Nullable StoredAnswer stored = answer == null ? null : new StoredAnswer(answer, row.getString("model"));
        return new OpenRequest(row.getString("tenant_id"), row.getObject("request_id", UUID.class), stored);
    }
}
