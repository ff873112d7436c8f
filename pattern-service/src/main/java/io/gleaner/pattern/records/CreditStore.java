package io.gleaner.pattern.records;

import io.gleaner.kit.database.Columns;
import io.gleaner.pattern.core.Shape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What patterns' own labels count for in the records. Works in the caller's transaction. */
final class CreditStore {

    private final JdbcClient jdbc;

    CreditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Patterns whose label is still the majority of their signature, if their counts changed; signatures are locked. */
    List<Credited> changed(String tenantId, Collection<UUID> patterns) {
        return jdbc.sql("""
                SELECT j.*, p.pattern_id, greatest(u.hits - u.corrected, 0) AS used_right,
                    coalesce(c.right_count, 0) AS credited, c.size, c.misses
                FROM patterns p JOIN pattern_uses u USING (tenant_id, pattern_id)
                    JOIN judged_signatures j USING (tenant_id, field, signature, label)
                    LEFT JOIN credited_uses c USING (tenant_id, pattern_id)
                WHERE p.tenant_id = :tenant AND p.pattern_id = ANY (:patterns)
                    AND greatest(u.hits - u.corrected, 0) <> coalesce(c.right_count, 0)
                ORDER BY j.field, j.signature FOR UPDATE OF j
                """)
                .param("tenant", tenantId)
                .param("patterns", patterns.toArray(UUID[]::new))
                .query(CreditStore::credited)
                .list();
    }

    void write(String tenantId, List<Credited> credited) {
        Columns<Credited> columns = new Columns<>(credited);
        jdbc.sql("""
                INSERT INTO credited_uses (tenant_id, pattern_id, right_count, size, misses)
                SELECT :tenant, * FROM unnest(:patterns::uuid[], :right::bigint[], :sizes::int[], :misses::int[])
                ON CONFLICT (tenant_id, pattern_id) DO UPDATE SET right_count = excluded.right_count,
                    size = excluded.size, misses = excluded.misses
                """)
                .param("tenant", tenantId)
                .param("patterns", columns.texts(one -> one.patternId().toString()))
                .param("right", columns.longs(Credited::right))
                .param("sizes", columns.integers(one -> one.judgedShape().size()))
                .param("misses", columns.integers(one -> one.judgedShape().misses()))
                .update();
    }

    private static Credited credited(ResultSet row, int n) throws SQLException {
        return new Credited(
                row.getObject("pattern_id", UUID.class),
                TrackRecordStore.judged(row, n),
                row.getLong("used_right"),
                row.getLong("credited"),
                shape(row));
    }

    private static @Nullable Shape shape(ResultSet row) throws SQLException {
        int size = row.getInt("size");
        return row.wasNull() ? null : new Shape(size, row.getInt("misses"));
    }
}
