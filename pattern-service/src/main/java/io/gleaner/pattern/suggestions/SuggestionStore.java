package io.gleaner.pattern.suggestions;

import io.gleaner.pattern.core.Reliability;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Tokens;
import io.gleaner.pattern.core.TrackRecord;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of suggestions, on their way from waiting to their outcome. Works in the caller's transaction. */
final class SuggestionStore {

    private final JdbcClient jdbc;

    SuggestionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Suggestion> read(String tenantId, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT * FROM suggestions WHERE tenant_id = ? AND suggestion_id = ANY (?::uuid[])")
                        .params(tenantId, texts(ids))
                        .query(SuggestionStore::suggestion)
                        .list();
    }

    Optional<Suggestion> lock(String tenantId, UUID id) {
        return jdbc.sql("SELECT * FROM suggestions WHERE tenant_id = ? AND suggestion_id = ? FOR UPDATE")
                .params(tenantId, id)
                .query(SuggestionStore::suggestion)
                .optional();
    }

    /** The oldest that may be validated now, locked; ids sort by age. None while the tenant has learning off. */
    List<Suggestion> lockWaiting(String tenantId, int limit) {
        return jdbc.sql("""
                SELECT * FROM suggestions s WHERE tenant_id = ? AND status = 'waiting'
                    AND (next_attempt_at IS NULL OR next_attempt_at <= clock_timestamp())
                    AND NOT EXISTS (SELECT FROM learning_settings l WHERE l.tenant_id = s.tenant_id AND l.mode = 'off')
                ORDER BY suggestion_id LIMIT ? FOR UPDATE
                """)
                .params(tenantId, limit)
                .query(SuggestionStore::suggestion)
                .list();
    }

    void hold(Duration pause, String waitingFor) {
        jdbc.sql("""
                UPDATE suggestions s SET next_attempt_at = clock_timestamp() + :pause * interval '1 ms',
                    waiting_for = :waitingFor, updated_at = clock_timestamp()
                FROM (SELECT suggestion_id FROM suggestions WHERE status = 'waiting'
                        AND (next_attempt_at IS NULL OR next_attempt_at <= clock_timestamp())
                        ORDER BY suggestion_id FOR UPDATE SKIP LOCKED) due
                WHERE s.suggestion_id = due.suggestion_id
                """)
                .param("pause", pause.toMillis())
                .param("waitingFor", waitingFor)
                .update();
    }

    List<Suggestion> validatedBy(String tenantId, UUID requestId, boolean lock) {
        return jdbc.sql("SELECT * FROM suggestions WHERE tenant_id = ? AND request_id = ? AND status = 'validating' "
                        + (lock ? "ORDER BY suggestion_id FOR UPDATE" : "ORDER BY suggestion_id"))
                .params(tenantId, requestId)
                .query(SuggestionStore::suggestion)
                .list();
    }

    void markValidating(String tenantId, UUID requestId, Collection<UUID> ids) {
        jdbc.sql("""
                UPDATE suggestions SET status = 'validating', request_id = :request, next_attempt_at = NULL,
                    waiting_for = NULL, updated_at = clock_timestamp()
                WHERE tenant_id = :tenant AND suggestion_id = ANY (:ids::uuid[]) AND status = 'waiting'
                """)
                .param("tenant", tenantId)
                .param("request", requestId)
                .param("ids", texts(ids))
                .update();
    }

    /** Back to the queue: no pause after the first failure, then 1, 3, 7 and 15 of them. */
    void returnToWaiting(String tenantId, UUID requestId, Collection<UUID> ids, @Nullable Retry retry) {
        Duration pause = retry == null ? null : retry.pause();
        jdbc.sql("""
                UPDATE suggestions SET status = 'waiting', request_id = NULL, attempts = attempts + :counts,
                    next_attempt_at = clock_timestamp()
                        + greatest(:least, :pause * (2 ^ least(attempts, 4) - 1)) * interval '1 ms',
                    waiting_for = :waitingFor, updated_at = clock_timestamp()
                WHERE tenant_id = :tenant AND request_id = :request AND suggestion_id = ANY (:ids::uuid[])
                    AND status = 'validating'
                """)
                .param("tenant", tenantId)
                .param("request", requestId)
                .param("ids", texts(ids))
                .param("counts", pause == null ? 0 : 1)
                .param("least", retry == null ? null : retry.least().toMillis())
                .param("pause", pause == null ? null : pause.toMillis())
                .param("waitingFor", retry == null ? null : retry.waitingFor())
                .update();
    }

    void settle(Suggestion suggestion, Settlement settlement) {
        Tokens tokens = settlement.tokens();
        jdbc.sql("""
                UPDATE suggestions SET status = :status, confidence = :confidence, reasoning = :reasoning, risk = :risk,
                    model = :model, tokens = coalesce(:tokens::text[], tokens), decided_by = :by,
                    decided_at = clock_timestamp(), stands_as = NULL,
                    next_attempt_at = NULL, waiting_for = NULL, updated_at = clock_timestamp()
                WHERE tenant_id = :tenant AND suggestion_id = :id
                """)
                .param("tenant", suggestion.tenantId())
                .param("id", suggestion.id())
                .param("status", settlement.status().text())
                .param("confidence", settlement.confidence())
                .param("reasoning", settlement.reasoning())
                .param("risk", settlement.risk())
                .param("model", settlement.model())
                .param("tokens", tokens == null ? null : tokens.list().toArray(String[]::new))
                .param("by", settlement.decidedBy())
                .update();
    }

    /**
     * Says no, and nothing is done, if the signature has an open suggestion or a pattern already. Whoever reopens it looks
     * at the counts of now, so these take it to no model.
     */
    boolean reopen(String tenantId, UUID id, Status next) {
        return jdbc.sql("""
                        UPDATE suggestions s SET status = :status, decided_by = NULL, decided_at = NULL,
                            asked_occurrences = (SELECT count(*) FROM classification_occurrences c
                                WHERE c.tenant_id = s.tenant_id AND c.field = s.field AND c.signature = s.signature),
                            updated_at = clock_timestamp()
                        WHERE s.tenant_id = :tenant AND s.suggestion_id = :id AND s.status = 'rejected'
                            AND NOT EXISTS (SELECT FROM patterns p WHERE p.tenant_id = s.tenant_id
                                AND (p.suggestion_id = s.suggestion_id
                                    OR p.field = s.field AND p.signature = s.signature AND p.status <> 'deleted'))
                            AND NOT EXISTS (SELECT FROM suggestions o WHERE o.tenant_id = s.tenant_id
                                AND o.field = s.field AND o.signature = s.signature
                                AND o.status IN ('waiting', 'validating', 'pending_review', 'conflict'))
                        """)
                        .param("tenant", tenantId)
                        .param("id", id)
                        .param("status", next.text())
                        .update()
                > 0;
    }

    void withdrawWaiting(String tenantId, UUID id, String label) {
        jdbc.sql(
                        "DELETE FROM suggestions WHERE tenant_id = ? AND suggestion_id = ? AND label = ? AND status = 'waiting' AND stands_as IS NULL")
                .params(tenantId, id, label)
                .update();
    }

    void postpone(String tenantId, Collection<UUID> ids, Duration pause, String waitingFor) {
        jdbc.sql("""
                UPDATE suggestions SET next_attempt_at = clock_timestamp() + :pause * interval '1 ms',
                    waiting_for = :waitingFor, updated_at = clock_timestamp()
                WHERE tenant_id = :tenant AND suggestion_id = ANY (:ids::uuid[]) AND status = 'waiting'
                """)
                .param("tenant", tenantId)
                .param("ids", texts(ids))
                .param("pause", pause.toMillis())
                .param("waitingFor", waitingFor)
                .update();
    }

    void withdraw(String tenantId, UUID id) {
        jdbc.sql("DELETE FROM suggestions WHERE tenant_id = ? AND suggestion_id = ?")
                .params(tenantId, id)
                .update();
    }

    private static Suggestion suggestion(ResultSet row, int n) throws SQLException {
        return new Suggestion(
                row.getObject("suggestion_id", UUID.class),
                row.getString("tenant_id"),
                new Signature(row.getString("field"), row.getString("signature")),
                row.getString("key"),
                row.getString("direction"),
                row.getString("label"),
                row.getLong("occurrences"),
                row.getBigDecimal("agreement"),
                new Reliability(
                        new TrackRecord(row.getLong("alike_right"), row.getLong("alike_wrong")),
                        new TrackRecord(row.getLong("own_right"), row.getLong("own_wrong"))),
                Status.ofText(row.getString("status")).orElseThrow(),
                row.getBigDecimal("confidence"),
                row.getString("reasoning"),
                row.getString("risk"),
                row.getString("model"),
                narrower(row.getArray("tokens")),
                standsAs(row.getString("stands_as")),
                row.getLong("asked_occurrences"),
                row.getString("traceparent"));
    }

    private static @Nullable Status standsAs(@Nullable String text) {
        return text == null ? null : Status.ofText(text).orElseThrow();
    }

    private static @Nullable Tokens narrower(@Nullable Array tokens) throws SQLException {
        return tokens == null ? null : new Tokens(List.of((String[]) tokens.getArray()));
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
