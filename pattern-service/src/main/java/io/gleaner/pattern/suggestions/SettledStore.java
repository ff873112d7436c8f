package io.gleaner.pattern.suggestions;

import io.gleaner.pattern.core.Signature;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Suggestions whose pattern changes. Works in the caller's transaction. */
final class SettledStore {

    private final JdbcClient jdbc;

    SettledStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Nobody asks about the pattern of this suggestion any more: the suggestion is what it was. */
    void endRevalidation(String tenantId, UUID id) {
        jdbc.sql("""
                UPDATE suggestions SET status = 'approved', stands_as = NULL, next_attempt_at = NULL, waiting_for = NULL,
                    updated_at = clock_timestamp()
                WHERE tenant_id = ? AND suggestion_id = ? AND (stands_as = 'approved'
                    OR status = 'pending_review' AND EXISTS (SELECT FROM patterns p
                        WHERE p.tenant_id = suggestions.tenant_id AND p.suggestion_id = suggestions.suggestion_id))
                """).params(tenantId, id).update();
    }

    /** A person decided about the pattern of this signature: nothing else is asked about it. */
    void withdrawUndecided(String tenantId, Signature signature) {
        jdbc.sql("""
                DELETE FROM suggestions WHERE tenant_id = ? AND field = ? AND signature = ?
                    AND status IN ('waiting', 'conflict') AND stands_as IS NULL
                """).params(tenantId, signature.field(), signature.hash()).update();
    }
}
