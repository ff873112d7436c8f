package io.gleaner.tracking.classifications;

import io.gleaner.kit.database.Columns;
import io.gleaner.tracking.classifications.FieldEdits.Target;
import io.gleaner.tracking.classifications.LabelChange.Provenance;
import io.gleaner.tracking.core.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Labels of transactions, changed by one statement per field. Works in the caller's transaction. */
final class LabelChangeStore {

    /** Each transaction with its edit. */
    private static final String TARGETS = """
            unnest(:ids::text[], :edits::integer[]) AS w (transaction_id, edit)
            JOIN unnest(:tenants::text[], :labels::text[], :users::text[]) WITH ORDINALITY
                 AS e (tenant_id, label, user_id, n) ON e.n = w.edit + 1
            """;

    /** A label that is already so stays as it is, unless a user now confirms what an import or a pattern set. */
    private static final String DIFFERS = "(t.%1$s IS DISTINCT FROM e.label OR t.%1$s_set_by IN ('import', 'pattern'))";

    private static final Map<Field, String> CHANGE = perField("""
            UPDATE transactions t
            SET %1$s = e.label, %1$s_set_by = 'user', %1$s_set_by_id = e.user_id, %1$s_set_at = statement_timestamp(),
                %1$s_version = t.%1$s_version + 1, row_version = t.row_version + 1
            FROM
            """ + TARGETS
            + " WHERE t.tenant_id = e.tenant_id AND t.transaction_id = w.transaction_id AND " + DIFFERS + """
             RETURNING w.edit, t.transaction_id, old.%1$s AS old_value, new.%1$s_version AS label_version,
                      t.direction, t.description, t.key, t.origin, t.destination, t.amount, old.%1$s_set_by AS old_set_by,
                      old.%1$s_set_by_id AS old_set_by_id, old.%1$s_set_at::text AS old_set_at
            """);

    private static final Map<Field, String> STANDING =
            perField("SELECT w.edit, w.transaction_id, coalesce(" + DIFFERS + ", false) AS differs FROM " + TARGETS
                    + " JOIN transactions t ON t.tenant_id = e.tenant_id AND t.transaction_id = w.transaction_id");

    private final JdbcClient jdbc;

    LabelChangeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the targets the labels of their edits; returns those that changed. */
    List<LabelChange> change(FieldEdits edits, Collection<Target> targets) {
        return bind(CHANGE, edits, targets).query(LabelChangeStore::change).list();
    }

    /** Which of the targets exist, and whether they differ from what their edit wants. */
    Map<Target, Boolean> standing(FieldEdits edits, Collection<Target> targets) {
        Map<Target, Boolean> differs = new HashMap<>();
        bind(STANDING, edits, targets).query(row -> {
            differs.put(target(row), row.getBoolean("differs"));
        });
        return differs;
    }

    private static Map<Field, String> perField(String template) {
        return Stream.of(Field.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), field -> template.formatted(field.id())));
    }

    private JdbcClient.StatementSpec bind(Map<Field, String> sql, FieldEdits edits, Collection<Target> targets) {
        Columns<SpelledEdit> perEdit = new Columns<>(edits.round());
        Columns<Target> perTarget = new Columns<>(targets);
        return jdbc.sql(Objects.requireNonNull(sql.get(edits.field())))
                .param("tenants", perEdit.texts(SpelledEdit::tenantId))
                .param("labels", perEdit.texts(SpelledEdit::label))
                .param("users", perEdit.texts(edit -> edit.edit().operation().userId()))
                .param("ids", perTarget.texts(Target::transactionId))
                .param("edits", perTarget.integers(Target::edit));
    }

    private static LabelChange change(ResultSet row, int n) throws SQLException {
        return new LabelChange(
                target(row),
                row.getString("old_value"),
                row.getLong("label_version"),
                row.getString("direction"),
                row.getString("description"),
                row.getString("key"),
                row.getString("origin"),
                row.getString("destination"),
                row.getBigDecimal("amount"),
                new Provenance(
                        row.getString("old_set_by"), row.getString("old_set_by_id"), row.getString("old_set_at")));
    }

    private static Target target(ResultSet row) throws SQLException {
        return new Target(row.getInt("edit"), row.getString("transaction_id"));
    }
}
