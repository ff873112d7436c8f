package io.gleaner.pattern.patterns;

import io.gleaner.kit.events.Ids;
import io.gleaner.pattern.core.Conditions;
import io.gleaner.pattern.core.PatternStatus;
import io.gleaner.pattern.core.PatternUse;
import io.gleaner.pattern.core.PauseReason;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Support;
import io.gleaner.pattern.core.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Rows of patterns, each made by its suggestion. Works in the caller's transaction. */
final class PatternStore {

    private final JdbcClient jdbc;

    PatternStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The new pattern; nothing if the suggestion has one. */
    Optional<Pattern> insert(NewPattern made) {
        Conditions conditions = made.conditions();
        return jdbc.sql("""
                INSERT INTO patterns (pattern_id, tenant_id, suggestion_id, field, signature, label, tokens, direction,
                    amount_min, amount_max, account_id, currency, status)
                VALUES (:id, :tenant, :suggestion, :field, :signature, :label, :tokens, :direction,
                    :amountMin, :amountMax, :account, :currency, 'active')
                ON CONFLICT (suggestion_id) DO NOTHING RETURNING *
                """)
                .param("id", Ids.next())
                .param("tenant", made.tenantId())
                .param("suggestion", made.suggestionId())
                .param("field", made.signature().field())
                .param("signature", made.signature().hash())
                .param("label", made.label())
                .param("tokens", made.tokens().list().toArray(String[]::new))
                .param("direction", conditions.direction())
                .param("amountMin", conditions.amountMin())
                .param("amountMax", conditions.amountMax())
                .param("account", conditions.accountId())
                .param("currency", conditions.currency())
                .query(PatternStore::pattern)
                .optional();
    }

    Optional<Pattern> find(String tenantId, UUID id) {
        return jdbc.sql("SELECT * FROM patterns WHERE tenant_id = ? AND pattern_id = ?")
                .params(tenantId, id)
                .query(PatternStore::pattern)
                .optional();
    }

    Optional<Pattern> ofSuggestion(String tenantId, UUID suggestionId) {
        return jdbc.sql("SELECT * FROM patterns WHERE tenant_id = ? AND suggestion_id = ?")
                .params(tenantId, suggestionId)
                .query(PatternStore::pattern)
                .optional();
    }

    /** The pattern as it is now, locked. */
    Pattern lock(Pattern seen) {
        return jdbc.sql("SELECT * FROM patterns WHERE tenant_id = ? AND pattern_id = ? FOR UPDATE")
                .params(seen.tenantId(), seen.id())
                .query(PatternStore::pattern)
                .single();
    }

    /** @param correctedAt see {@link Pattern#correctedAt} */
    Pattern pause(Pattern locked, PauseReason reason, @Nullable Long correctedAt) {
        return changed(
                change("status = 'paused', paused_reason = :reason, corrected_at_occurrences = :corrected", locked)
                        .param("reason", reason.text())
                        .param("corrected", correctedAt, Types.BIGINT));
    }

    /** From now on it is paused only for less support than this. */
    void uphold(Pattern made, Support.Upheld upheld) {
        jdbc.sql("""
                UPDATE patterns SET upheld_occurrences = ?, upheld_agreement = ? WHERE tenant_id = ? AND pattern_id = ?
                """)
                .params(upheld.occurrences(), upheld.agreement(), made.tenantId(), made.id())
                .update();
    }

    /** From now on it is judged by later rows only, and by support that is less than what it has. */
    Pattern resume(Pattern locked, Support.Upheld upheld) {
        return changed(
                change("""
                        status = 'active', paused_reason = NULL, corrected_at_occurrences = NULL, upheld_occurrences = :occurrences,
                        upheld_agreement = :agreement, judged_from_hits = coalesce((SELECT u.hits FROM pattern_uses u
                            WHERE u.tenant_id = p.tenant_id AND u.pattern_id = p.pattern_id), 0),
                        judged_from_corrected = coalesce((SELECT u.corrected FROM pattern_uses u
                            WHERE u.tenant_id = p.tenant_id AND u.pattern_id = p.pattern_id), 0)""", locked).param("occurrences", upheld.occurrences()).param("agreement", upheld.agreement()));
    }

    Pattern delete(Pattern locked) {
        return changed(change("status = 'deleted', paused_reason = NULL, corrected_at_occurrences = NULL", locked));
    }

    Pattern prioritise(Pattern locked, int priority) {
        return changed(change("priority = :priority", locked).param("priority", priority));
    }

    private StatementSpec change(String assignments, Pattern locked) {
        return jdbc.sql("""
                UPDATE patterns p SET %s, row_version = row_version + 1, updated_at = clock_timestamp()
                WHERE tenant_id = :tenant AND pattern_id = :id RETURNING *
                """.formatted(assignments))
                .param("tenant", locked.tenantId())
                .param("id", locked.id());
    }

    private static Pattern changed(StatementSpec change) {
        return change.query(PatternStore::pattern).single();
    }

    static Pattern pattern(ResultSet row, int n) throws SQLException {
        return new Pattern(
                row.getObject("pattern_id", UUID.class),
                row.getString("tenant_id"),
                row.getObject("suggestion_id", UUID.class),
                new Signature(row.getString("field"), row.getString("signature")),
                row.getString("label"),
                new Tokens(List.of((String[]) row.getArray("tokens").getArray())),
                new Conditions(
                        row.getString("direction"),
                        row.getBigDecimal("amount_min"),
                        row.getBigDecimal("amount_max"),
                        row.getString("account_id"),
                        row.getString("currency")),
                PatternStatus.ofText(row.getString("status")).orElseThrow(),
                row.getInt("priority"),
                row.getLong("row_version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                new PatternUse.Baseline(row.getLong("judged_from_hits"), row.getLong("judged_from_corrected")),
                row.getObject("corrected_at_occurrences", Long.class),
                upheld(row));
    }

    private static Support.@Nullable Upheld upheld(ResultSet row) throws SQLException {
        long occurrences = row.getLong("upheld_occurrences");
        return row.wasNull() ? null : new Support.Upheld(occurrences, row.getBigDecimal("upheld_agreement"));
    }
}
