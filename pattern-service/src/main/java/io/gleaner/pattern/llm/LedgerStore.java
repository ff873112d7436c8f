package io.gleaner.pattern.llm;

import io.gleaner.kit.events.Ids;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger: what was asked, and what it cost. Works in the caller's transaction. */
final class LedgerStore {

    private final JdbcClient jdbc;

    LedgerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the call down; what was booked as lost before, because its worker was silent for too long, is replaced. */
    void book(Ticket ticket, Call call) {
        Draft draft = ticket.draft();
        jdbc.sql("DELETE FROM llm_calls WHERE tenant_id = ? AND request_id = ? AND outcome = 'lost'")
                .params(draft.tenantId(), ticket.requestId())
                .update();
        jdbc.sql("""
                INSERT INTO llm_calls (call_id, tenant_id, purpose, request_id, subject_ids, model, prompt_version,
                    input_tokens, output_tokens, cached_tokens, cost, latency_ms, outcome, trace_id, prompt)
                VALUES (:id, :tenant, :purpose, :request, :subjects::uuid[], :model, :version,
                    :input, :output, :cached, :cost, :latency, :outcome, :trace, :prompt)
                """)
                .param("id", Ids.next())
                .param("tenant", draft.tenantId())
                .param("purpose", draft.purpose().text())
                .param("request", ticket.requestId())
                .param(
                        "subjects",
                        draft.subjectIds().stream().map(UUID::toString).toArray(String[]::new))
                .param("model", call.model())
                .param("version", draft.prompt().version())
                .param("input", call.usage().input())
                .param("output", call.usage().output())
                .param("cached", call.usage().cached())
                .param("cost", call.cost())
                .param("latency", call.latency().toMillis())
                .param("outcome", call.outcome())
                .param("trace", call.traceId())
                .param("prompt", call.prompt())
                .update();
    }

    /** The model that answered the tenant last, which need not be the one that was asked. */
    Optional<String> lastAnsweredBy(String tenantId, Purpose purpose) {
        return jdbc.sql("""
                SELECT model FROM llm_calls WHERE tenant_id = ? AND purpose = ? AND outcome IN ('answered', 'broken')
                ORDER BY ended_at DESC LIMIT 1
                """)
                .params(tenantId, purpose.text())
                .query((row, n) -> row.getString("model"))
                .optional();
    }

    /** A worker was lost in the call: the provider may have seen it, and nobody knows what it cost. */
    void bookLost(String tenantId, UUID requestId, String model) {
        jdbc.sql("""
                INSERT INTO llm_calls (call_id, tenant_id, purpose, request_id, subject_ids, model, prompt_version,
                    input_tokens, output_tokens, cached_tokens, cost, latency_ms, outcome, trace_id)
                SELECT :id, tenant_id, purpose, request_id, subject_ids, :model, prompt_version, 0, 0, 0, 0, 0, 'lost',
                    split_part(traceparent, '-', 2)
                FROM llm_requests WHERE tenant_id = :tenant AND request_id = :request
                """)
                .param("id", Ids.next())
                .param("model", model)
                .param("tenant", tenantId)
                .param("request", requestId)
                .update();
    }

    /** The answer was paid for and could not be used. */
    void markBroken(String tenantId, UUID requestId) {
        jdbc.sql(
                        "UPDATE llm_calls SET outcome = 'broken' WHERE tenant_id = ? AND request_id = ? AND outcome = 'answered'")
                .params(tenantId, requestId)
                .update();
    }
}
