package io.gleaner.tracking.labels;

import io.gleaner.kit.database.Columns;
import io.gleaner.tracking.labels.GivenLabel.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of known labels. */
final class LabelStore {

    private static final String SPELLINGS = """
            SELECT k.tenant_id, k.field, k.folded, k.spelling
            FROM unnest(:tenants::text[], :fields::text[], :folded::text[]) AS wanted (tenant_id, field, folded)
            JOIN known_labels k USING (tenant_id, field, folded)
            """;

    private static final String ADD = """
            INSERT INTO known_labels (tenant_id, field, folded, spelling)
            SELECT * FROM unnest(:tenants::text[], :fields::text[], :folded::text[], :spellings::text[])
            ON CONFLICT DO NOTHING
            RETURNING tenant_id, field, folded
            """;

    private static final String REMOVE = """
            DELETE FROM known_labels k
            USING unnest(:tenants::text[], :fields::text[], :folded::text[]) AS unset (tenant_id, field, folded)
            WHERE k.tenant_id = unset.tenant_id AND k.field = unset.field AND k.folded = unset.folded
            """;

    private final JdbcClient jdbc;

    LabelStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The spellings of those that are known, in a map to add to. */
    Map<Identity, String> spellings(Collection<GivenLabel> labels) {
        Map<Identity, String> spellings = new HashMap<>();
        if (!labels.isEmpty()) {
            bind(SPELLINGS, new Columns<>(labels)).query(row -> {
                spellings.put(identity(row), row.getString(4));
            });
        }
        return spellings;
    }

    /** Adds what no other transaction has added; waits for one that is about to. Returns what was added. */
    List<GivenLabel> add(Collection<GivenLabel> labels) {
        Columns<GivenLabel> columns = new Columns<>(labels);
        Set<Identity> added = new HashSet<>();
        bind(ADD, columns)
                .param("spellings", columns.texts(given -> given.label().spelling()))
                .query(row -> {
                    added.add(identity(row));
                });
        return labels.stream().filter(label -> added.contains(label.identity())).toList();
    }

    void remove(Collection<GivenLabel> labels) {
        bind(REMOVE, new Columns<>(labels)).update();
    }

    private static Identity identity(ResultSet row) throws SQLException {
        return new Identity(row.getString(1), row.getString(2), row.getString(3));
    }

    private JdbcClient.StatementSpec bind(String sql, Columns<GivenLabel> columns) {
        return jdbc.sql(sql)
                .param("tenants", columns.texts(GivenLabel::tenantId))
                .param("fields", columns.texts(given -> given.field().id()))
                .param("folded", columns.texts(given -> given.label().folded()));
    }
}
