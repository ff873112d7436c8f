package io.gleaner.pattern.suggestions;

import io.gleaner.kit.events.Ids;
import io.gleaner.pattern.core.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Patterns, each made by its suggestion. Works in the caller's transaction. */
final class PatternStore {

    private final JdbcClient jdbc;

    PatternStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The pattern of a settled suggestion; looks for the tokens that the suggestion showed. */
    ActivePattern activate(Suggestion suggestion) {
        return jdbc.sql("""
                INSERT INTO patterns (pattern_id, tenant_id, suggestion_id, field, signature, label, tokens, direction,
                    status)
                SELECT :id, tenant_id, suggestion_id, field, signature, label, :tokens, direction, 'active'
                FROM suggestions WHERE tenant_id = :tenant AND suggestion_id = :suggestion
                RETURNING *
                """)
                .param("id", Ids.next())
                .param("tokens", suggestion.tokens().list().toArray(String[]::new))
                .param("tenant", suggestion.tenantId())
                .param("suggestion", suggestion.id())
                .query(PatternStore::pattern)
                .single();
    }

    private static ActivePattern pattern(ResultSet row, int n) throws SQLException {
        return new ActivePattern(
                row.getObject("pattern_id", UUID.class),
                row.getString("tenant_id"),
                row.getObject("suggestion_id", UUID.class),
                row.getString("field"),
                row.getString("label"),
                new Tokens(List.of((String[]) row.getArray("tokens").getArray())),
                row.getString("direction"),
                row.getInt("priority"),
                row.getLong("row_version"));
    }
}
