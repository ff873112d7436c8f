package io.gleaner.tracking.patterns;

import io.gleaner.kit.events.EventJson;
import io.gleaner.tracking.core.Conditions;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Pattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The copies of patterns. Works in the caller's transaction. */
final class PatternCopyStore {

    private static final String KEEP_NEWER = """
            INSERT INTO known_patterns AS k (tenant_id, pattern_id, row_version, status, field, label, tokens, direction,
                amount_min, amount_max, account_id, currency, priority, created_at)
            SELECT r.tenant_id, r.pattern_id, r.row_version, r.status, r.rule ->> 'field', r.rule ->> 'label',
                ARRAY(SELECT jsonb_array_elements_text(r.rule -> 'tokens')), r.rule ->> 'direction',
                (r.rule ->> 'amount_min')::numeric, (r.rule ->> 'amount_max')::numeric, r.rule ->> 'account_id',
                r.rule ->> 'currency', (r.rule ->> 'priority')::integer, (r.rule ->> 'created_at')::timestamptz
            FROM jsonb_to_record(:copy::jsonb)
                AS r (tenant_id text, pattern_id text, row_version bigint, status text, rule jsonb)
            ON CONFLICT (tenant_id, pattern_id) DO UPDATE SET row_version = excluded.row_version,
                status = excluded.status, field = excluded.field, label = excluded.label, tokens = excluded.tokens,
                direction = excluded.direction, amount_min = excluded.amount_min, amount_max = excluded.amount_max,
                account_id = excluded.account_id, currency = excluded.currency, priority = excluded.priority,
                created_at = excluded.created_at
            WHERE k.row_version < excluded.row_version
            """;
    private static final String CHANGE_STATUS = """
            UPDATE known_patterns SET status = :status, row_version = :version
            WHERE tenant_id = :tenant AND pattern_id = :pattern AND row_version < :version
            """;

    private final JdbcClient jdbc;

    PatternCopyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was newer than what is known. */
    boolean keepNewer(PatternCopy copy) {
        int changed = copy.rule() == null
                ? jdbc.sql(CHANGE_STATUS)
                        .param("status", copy.status())
                        .param("version", copy.rowVersion())
                        .param("tenant", copy.tenantId())
                        .param("pattern", copy.patternId())
                        .update()
                : jdbc.sql(KEEP_NEWER)
                        .param("copy", EventJson.MAPPER.writeValueAsString(copy))
                        .update();
        return changed > 0;
    }

    void raiseRevision(String tenantId) {
        jdbc.sql("""
                INSERT INTO known_pattern_revisions AS r (tenant_id, revision) VALUES (?, 1)
                ON CONFLICT (tenant_id) DO UPDATE SET revision = r.revision + 1
                """).param(tenantId).update();
    }

    /** The revisions of those tenants that have patterns. */
    Map<String, Long> revisions(Collection<String> tenantIds) {
        Map<String, Long> revisions = new HashMap<>();
        jdbc.sql("SELECT tenant_id, revision FROM known_pattern_revisions WHERE tenant_id = ANY (?::text[])")
                .param(tenantIds.toArray(String[]::new))
                .query(row -> {
                    revisions.put(row.getString("tenant_id"), row.getLong("revision"));
                });
        return revisions;
    }

    List<Pattern> active(String tenantId) {
        return jdbc.sql("SELECT * FROM known_patterns WHERE tenant_id = ? AND status = 'active'")
                .param(tenantId)
                .query(PatternCopyStore::pattern)
                .list();
    }

    private static Pattern pattern(ResultSet row, int n) throws SQLException {
        String direction = row.getString("direction");
        return new Pattern(
                row.getString("pattern_id"),
                Field.of(row.getString("field")).orElseThrow(),
                row.getString("label"),
                List.of((String[]) row.getArray("tokens").getArray()),
                new Conditions(
                        direction == null ? null : Direction.of(direction).orElseThrow(),
                        row.getBigDecimal("amount_min"),
                        row.getBigDecimal("amount_max"),
                        row.getString("account_id"),
                        row.getString("currency")),
                row.getInt("priority"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
