package io.gleaner.pattern.validation;

import io.gleaner.pattern.core.Tokens;
import io.gleaner.pattern.suggestions.Examples;
import io.gleaner.pattern.suggestions.Suggestion;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a prompt says beside the counts. Runs in a transaction of role web that is bound to the tenant: row-level security
 * keeps other tenants' texts out of the prompt, whatever these statements say.
 */
final class PromptStore {

    private static final int MOST_LABELS = 100;
    private static final int MOST_PATTERNS = 50;

    private final JdbcClient jdbc;

    PromptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An active pattern. */
    record KnownPattern(List<String> tokens, String field, String label) {}

    /** Up to five descriptions that the suggestion rests on. */
    List<String> examples(Suggestion suggestion) {
        return jdbc.sql(
                        "SELECT unnest(%s) AS description FROM suggestions s WHERE s.tenant_id = ? AND s.suggestion_id = ?"
                                .formatted(Examples.OF_SUGGESTION))
                .params(suggestion.tenantId(), suggestion.id())
                .query((row, n) -> row.getString("description"))
                .list();
    }

    /** The labels that the tenant uses most for these fields. */
    List<String> knownLabels(String tenantId, List<String> fields) {
        return jdbc.sql("""
                SELECT label FROM classification_occurrences WHERE tenant_id = ? AND field = ANY (?)
                GROUP BY label ORDER BY count(*) DESC, label LIMIT ?
                """)
                .params(tenantId, fields.toArray(String[]::new), MOST_LABELS)
                .query((row, n) -> row.getString("label"))
                .list();
    }

    /** Active patterns that share a word with one of the suggestions; not those that came of these suggestions. */
    List<KnownPattern> patternsNear(String tenantId, List<Suggestion> suggestions) {
        String[] words = suggestions.stream()
                .map(Suggestion::fullKey)
                .map(Tokens::list)
                .flatMap(List::stream)
                .distinct()
                .toArray(String[]::new);
        String[] ids = suggestions.stream()
                .map(suggestion -> suggestion.id().toString())
                .toArray(String[]::new);
        return jdbc.sql("""
                SELECT tokens, field, label FROM patterns
                WHERE tenant_id = ? AND status = 'active' AND tokens && ?::text[]
                    AND suggestion_id <> ALL (?::uuid[]) ORDER BY pattern_id LIMIT ?
                """)
                .params(tenantId, words, ids, MOST_PATTERNS)
                .query((row, n) -> new KnownPattern(
                        Arrays.asList((String[]) row.getArray("tokens").getArray()),
                        row.getString("field"),
                        row.getString("label")))
                .list();
    }
}
