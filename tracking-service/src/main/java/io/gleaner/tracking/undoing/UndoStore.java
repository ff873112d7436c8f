package io.gleaner.tracking.undoing;

import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.patterns.PatternUses.Correction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts back what operations changed. Works in the caller's transaction. */
final class UndoStore {

    private static final Map<Field, String> RESTORE_TRACKED = perField("user_classification_tracking", "active");
    private static final Map<Field, String> RESTORE_PATTERNS = perField("pattern_labels", "state <> 'undone'");

    private static final String RETRACT = """
            UPDATE user_classification_tracking SET active = false, row_version = row_version + 1
            WHERE tenant_id = :tenant AND operation_id = :operation AND active
            RETURNING transaction_id, field, old_value IS DISTINCT FROM new_value AND old_set_by = 'pattern' AS corrected,
                old_set_by_id
            """;

    private static final String WITHDRAW = """
            UPDATE pattern_labels l SET state = 'undone'
            FROM pattern_labels before
            WHERE l.tenant_id = :tenant AND l.operation_id = :operation AND l.transaction_id = ANY (:restored::text[])
                AND l.state <> 'undone' AND before.tenant_id = l.tenant_id AND before.transaction_id = l.transaction_id
                AND before.field = l.field AND before.label_version = l.label_version
            RETURNING l.pattern_id, before.state = 'corrected' AS corrected
            """;

    private final JdbcClient jdbc;

    UndoStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an edit changed; returns the ids whose label is as it was before. */
    List<String> restoreTracked(String tenantId, String operationId, Field field) {
        return restore(RESTORE_TRACKED, tenantId, operationId, field);
    }

    /** What an application changed; returns the ids whose label is as it was before. */
    List<String> restorePatterns(String tenantId, String operationId, Field field) {
        return restore(RESTORE_PATTERNS, tenantId, operationId, field);
    }

    private List<String> restore(Map<Field, String> sql, String tenantId, String operationId, Field field) {
        return jdbc.sql(Objects.requireNonNull(sql.get(field)))
                .param("tenant", tenantId)
                .param("operation", operationId)
                .query((row, n) -> row.getString("transaction_id"))
                .list();
    }

    /**
     * A tracking record that counts no longer.
     *
     * @param corrected whether it contradicted a pattern's label
     * @param setById who had set the label before
     */
    record Retracted(String transactionId, String field, boolean corrected, String setById) {

        Correction correction(String tenantId) {
            return new Correction(tenantId, transactionId, field, setById);
        }
    }

    List<Retracted> retract(String tenantId, String operationId) {
        return jdbc.sql(RETRACT)
                .param("tenant", tenantId)
                .param("operation", operationId)
                .query((row, n) -> new Retracted(
                        row.getString("transaction_id"),
                        row.getString("field"),
                        row.getBoolean("corrected"),
                        Objects.requireNonNullElse(row.getString("old_set_by_id"), "")))
                .list();
    }

    /** A label of a pattern that was taken back. */
    record Withdrawn(String patternId, boolean corrected) {}

    List<Withdrawn> withdraw(String tenantId, String operationId, List<String> restored) {
        return jdbc.sql(WITHDRAW)
                .param("tenant", tenantId)
                .param("operation", operationId)
                .param("restored", restored.toArray(String[]::new))
                .query((row, n) -> new Withdrawn(row.getString("pattern_id"), row.getBoolean("corrected")))
                .list();
    }

    List<String> labelledBy(String tenantId, String operationId) {
        return jdbc.sql("SELECT transaction_id FROM pattern_labels WHERE tenant_id = ? AND operation_id = ?")
                .params(tenantId, operationId)
                .query((row, n) -> row.getString("transaction_id"))
                .list();
    }

    /**
     * Value and provenance as they were, where the label is still, or again, the one that the operation set. What is put
     * back stands for the version that the operation had replaced.
     */
    private static Map<Field, String> perField(String table, String counts) {
        return Stream.of(Field.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), field -> """
            WITH restored AS (
                UPDATE transactions t SET %1$s = w.old_value, %1$s_set_by = w.old_set_by,
                    %1$s_set_by_id = w.old_set_by_id, %1$s_set_at = w.old_set_at, %1$s_version = t.%1$s_version + 1,
                    row_version = t.row_version + 1
                FROM (SELECT * FROM %2$s WHERE tenant_id = :tenant AND operation_id = :operation AND field = '%1$s'
                        AND %3$s ORDER BY transaction_id) w
                WHERE t.tenant_id = w.tenant_id AND t.transaction_id = w.transaction_id
                    AND w.label_version = %4$s
                RETURNING t.transaction_id, new.%1$s_version AS label_version, w.label_version - 1 AS replaced),
            noted AS (
                INSERT INTO restored_labels (tenant_id, transaction_id, field, label_version, stands_for)
                SELECT :tenant, t.transaction_id, '%1$s', t.label_version, %5$s FROM restored t)
            SELECT transaction_id FROM restored
            """.formatted(
                                field.id(),
                                table,
                                counts,
                                standsFor(field, "t." + field.id() + "_version"),
                                standsFor(field, "t.replaced"))));
    }

    /** Which version set the label that this version shows: an earlier one if an undo put it back. */
    private static String standsFor(Field field, String version) {
        return """
                coalesce((SELECT r.stands_for FROM restored_labels r WHERE r.tenant_id = :tenant
                    AND r.transaction_id = t.transaction_id AND r.field = '%1$s' AND r.label_version = %2$s), %2$s)\
                """.formatted(field.id(), version);
    }
}
