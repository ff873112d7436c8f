package io.gleaner.tracking.patterns;

import io.gleaner.kit.database.Columns;
import io.gleaner.tracking.patterns.PatternUses.Change;
import io.gleaner.tracking.patterns.PatternUses.Correction;
import io.gleaner.tracking.patterns.PatternUses.PatternKey;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The labels that patterns set, and their counts. Works in the caller's transaction. */
final class PatternUseStore {

    /** The last labels of a pattern, by which it is judged. */
    private static final int RECENT = 20;

    private static final String COUNT = """
            INSERT INTO pattern_uses AS u (tenant_id, pattern_id, hits, corrected, recent, recent_right)
            SELECT c.tenant_id, c.pattern_id, c.hits, c.corrected, last.recent, last.recent_right
            FROM unnest(:tenants::text[], :patterns::text[], :hits::integer[], :corrected::integer[])
                    WITH ORDINALITY AS c (tenant_id, pattern_id, hits, corrected, n),
                LATERAL (SELECT count(*)::integer AS recent,
                             (count(*) FILTER (WHERE state = 'standing'))::integer AS recent_right
                         FROM (SELECT state FROM pattern_labels l
                               WHERE l.tenant_id = c.tenant_id AND l.pattern_id = c.pattern_id AND l.state <> 'undone'
                               ORDER BY set_in_order DESC LIMIT %d) latest) last
            ORDER BY c.n
            ON CONFLICT (tenant_id, pattern_id) DO UPDATE SET hits = u.hits + excluded.hits,
                corrected = u.corrected + excluded.corrected, recent = excluded.recent,
                recent_right = excluded.recent_right, row_version = u.row_version + 1, updated_at = statement_timestamp()
            """.formatted(RECENT);

    /** The latest label of the pattern on that field of that transaction changes its state. */
    private static final String MARK = """
            UPDATE pattern_labels l SET state = :after
            FROM unnest(:tenants::text[], :transactions::text[], :fields::text[], :patterns::text[])
                AS c (tenant_id, transaction_id, field, pattern_id)
            WHERE l.tenant_id = c.tenant_id AND l.transaction_id = c.transaction_id AND l.field = c.field
                AND l.pattern_id = c.pattern_id AND l.state = :before
                AND l.label_version = (SELECT max(x.label_version) FROM pattern_labels x
                    WHERE x.tenant_id = c.tenant_id AND x.transaction_id = c.transaction_id AND x.field = c.field
                        AND x.pattern_id = c.pattern_id AND x.state <> 'undone')
            RETURNING l.tenant_id, l.pattern_id
            """;

    private final JdbcClient jdbc;

    PatternUseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void count(List<Change> changes) {
        Columns<Change> columns = new Columns<>(changes);
        jdbc.sql(COUNT)
                .param("tenants", columns.texts(change -> change.pattern().tenantId()))
                .param("patterns", columns.texts(change -> change.pattern().patternId()))
                .param("hits", columns.integers(Change::hits))
                .param("corrected", columns.integers(Change::corrected))
                .update();
    }

    List<Change> correct(List<Correction> corrections) {
        return mark(corrections, "standing", "corrected", 1);
    }

    List<Change> reinstate(List<Correction> corrections) {
        return mark(corrections, "corrected", "standing", -1);
    }

    private List<Change> mark(List<Correction> corrections, String before, String after, int corrected) {
        Columns<Correction> columns = new Columns<>(corrections);
        return jdbc.sql(MARK)
                .param("before", before)
                .param("after", after)
                .param("tenants", columns.texts(Correction::tenantId))
                .param("transactions", columns.texts(Correction::transactionId))
                .param("fields", columns.texts(Correction::field))
                .param("patterns", columns.texts(Correction::patternId))
                .query((row, n) -> new Change(
                        new PatternKey(row.getString("tenant_id"), row.getString("pattern_id")), 0, corrected))
                .list();
    }
}
