package io.gleaner.pattern.records;

import io.gleaner.kit.database.Columns;
import io.gleaner.pattern.core.Majority;
import io.gleaner.pattern.core.Shape;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.TrackRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of track records. Works in the caller's transaction; everybody locks signatures first, then shapes, in order. */
final class TrackRecordStore {

    private final JdbcClient jdbc;

    TrackRecordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that were judged before, locked. */
    List<Judged> lock(String tenantId, Collection<Signature> signatures) {
        Columns<Signature> columns = new Columns<>(signatures);
        return jdbc.sql("""
                SELECT j.* FROM unnest(:fields::text[], :hashes::text[]) AS t (field, signature)
                    JOIN judged_signatures j USING (field, signature)
                WHERE j.tenant_id = :tenant ORDER BY j.field, j.signature FOR UPDATE OF j
                """)
                .param("tenant", tenantId)
                .param("fields", columns.texts(Signature::field))
                .param("hashes", columns.texts(Signature::hash))
                .query(TrackRecordStore::judged)
                .list();
    }

    void write(String tenantId, List<Judged> judged) {
        if (judged.isEmpty()) {
            return;
        }
        Columns<Judged> columns = new Columns<>(judged);
        jdbc.sql("""
                INSERT INTO judged_signatures AS j (tenant_id, field, signature, label, occurrences, carrying, right_count,
                    wrong_count)
                SELECT :tenant, * FROM unnest(:fields::text[], :hashes::text[], :labels::text[], :occurrences::bigint[],
                    :carrying::bigint[], :right::bigint[], :wrong::bigint[]) ORDER BY 2, 3
                ON CONFLICT (tenant_id, field, signature) DO UPDATE SET label = excluded.label,
                    occurrences = excluded.occurrences, carrying = excluded.carrying,
                    right_count = excluded.right_count, wrong_count = excluded.wrong_count
                """)
                .param("tenant", tenantId)
                .param("fields", columns.texts(one -> one.signature().field()))
                .param("hashes", columns.texts(one -> one.signature().hash()))
                .param("labels", columns.texts(one -> one.majority().label()))
                .param("occurrences", columns.longs(one -> one.majority().occurrences()))
                .param("carrying", columns.longs(one -> one.majority().carrying()))
                .param("right", columns.longs(one -> one.own().right()))
                .param("wrong", columns.longs(one -> one.own().wrong()))
                .update();
    }

    /** Adds to the records of shapes; what is below 0 is taken away. */
    void add(String tenantId, List<ShapeRecord> learned) {
        if (learned.isEmpty()) {
            return;
        }
        Columns<ShapeRecord> columns = new Columns<>(learned);
        jdbc.sql("""
                INSERT INTO track_records AS r (tenant_id, field, size, misses, right_count, wrong_count)
                SELECT :tenant, * FROM unnest(:fields::text[], :sizes::int[], :misses::int[], :right::bigint[],
                    :wrong::bigint[]) ORDER BY 2, 3, 4
                ON CONFLICT (tenant_id, field, size, misses) DO UPDATE SET
                    right_count = greatest(0, r.right_count + excluded.right_count),
                    wrong_count = r.wrong_count + excluded.wrong_count
                """)
                .param("tenant", tenantId)
                .param("fields", columns.texts(one -> one.kind().field()))
                .param("sizes", columns.integers(one -> one.kind().shape().size()))
                .param("misses", columns.integers(one -> one.kind().shape().misses()))
                .param("right", columns.longs(one -> one.record().right()))
                .param("wrong", columns.longs(one -> one.record().wrong()))
                .update();
    }

    List<ShapeRecord> ofFields(String tenantId, List<String> fields) {
        return jdbc.sql("SELECT * FROM track_records WHERE tenant_id = :tenant AND field = ANY (:fields)")
                .param("tenant", tenantId)
                .param("fields", fields.toArray(String[]::new))
                .query((row, n) -> new ShapeRecord(
                        new ShapeRecord.Kind(
                                row.getString("field"), new Shape(row.getInt("size"), row.getInt("misses"))),
                        record(row)))
                .list();
    }

    static Judged judged(ResultSet row, int n) throws SQLException {
        return new Judged(
                new Signature(row.getString("field"), row.getString("signature")),
                new Majority(row.getString("label"), row.getLong("occurrences"), row.getLong("carrying")),
                record(row));
    }

    private static TrackRecord record(ResultSet row) throws SQLException {
        return new TrackRecord(row.getLong("right_count"), row.getLong("wrong_count"));
    }
}
