package io.gleaner.tracking.transactions;

import io.gleaner.tracking.core.Field;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statement that imports. A transaction that is known gets the new fields; a label takes the import's value unless a
 * user set or cleared it, and where the import has none the best pattern's, unless anybody but a pattern has spoken; a row
 * that would stay as it is is not written. What patterns set is written down in {@code pattern_labels}.
 */
final class UpsertSql {

    private static final List<String> FACTS = List.of(
            "date",
            "amount",
            "direction",
            "description",
            "currency",
            "account_id",
            "origin",
            "destination",
            "merchant_name",
            "payment_channel",
            "personal_finance_category",
            "pending",
            "key");

    /** In the order of the table's key, so that statements on the same rows lock them in the same order. */
    static final String UPSERT = """
            WITH written AS (
            INSERT INTO transactions AS t (tenant_id, transaction_id, %1$s %2$s)
            SELECT r.tenant_id, r.transaction_id, %3$s %4$s
            FROM json_to_recordset(:rows::json) AS r (
                tenant_id text, transaction_id text, operation_id text, date date, amount numeric, direction text,
                description text, currency text, account_id text, origin text, destination text, merchant_name text,
                payment_channel text, personal_finance_category text, pending boolean, key text,
                entity text, category text, subcategory text, justification text, patterns jsonb)
            ORDER BY r.tenant_id, r.transaction_id
            ON CONFLICT (tenant_id, transaction_id) DO UPDATE SET
                (%1$s) = ROW (%5$s), row_version = t.row_version + 1 %6$s
            WHERE (%7$s) IS DISTINCT FROM (%5$s) OR %8$s
            RETURNING tenant_id, transaction_id, %9$s),
            logged AS (
            INSERT INTO pattern_labels (tenant_id, transaction_id, field, label_version, pattern_id, old_value, old_set_by,
                old_set_by_id, old_set_at)
            SELECT w.tenant_id, w.transaction_id, l.field, l.label_version, l.set_by_id, l.old_value, l.old_set_by,
                l.old_set_by_id, l.old_set_at
            FROM written w, LATERAL (VALUES %10$s) AS l (field, value, set_by, set_by_id, label_version, old_value,
                old_set_by, old_set_by_id, old_set_at)
            WHERE l.value IS NOT NULL AND l.set_by = 'pattern')
            SELECT tenant_id, transaction_id, %11$s FROM written
            """.formatted(
                    String.join(", ", FACTS),
                    perField("", UpsertSql::labelColumns),
                    factsOf("r"),
                    perField("", UpsertSql::labelValues),
                    factsOf("excluded"),
                    perField("", UpsertSql::labelUpdates),
                    factsOf("t"),
                    perField(" OR ", UpsertSql::relabels),
                    perField(", ", UpsertSql::written),
                    perField(", ", UpsertSql::logged),
                    perField(", ", UpsertSql::told));

    private UpsertSql() {}

    private static String factsOf(String alias) {
        return FACTS.stream().map(column -> alias + "." + column).collect(Collectors.joining(", "));
    }

    private static String perField(String between, UnaryOperator<String> sql) {
        return Arrays.stream(Field.values()).map(Field::id).map(sql).collect(Collectors.joining(between));
    }

    private static String labelColumns(String label) {
        return Stream.of("", "_set_by", "_set_by_id", "_set_at", "_version")
                .map(suffix -> ", " + label + suffix)
                .collect(Collectors.joining());
    }

    private static String labelValues(String label) {
        return """
                , coalesce(r.%1$s, r.patterns #>> '{%1$s,label}'),
                CASE WHEN r.%1$s IS NOT NULL THEN 'import' WHEN r.patterns -> '%1$s' IS NOT NULL THEN 'pattern' END,
                CASE WHEN r.%1$s IS NOT NULL THEN r.operation_id ELSE r.patterns #>> '{%1$s,pattern_id}' END,
                CASE WHEN r.%1$s IS NOT NULL OR r.patterns -> '%1$s' IS NOT NULL THEN now() END,
                (r.%1$s IS NOT NULL OR r.patterns -> '%1$s' IS NOT NULL)::integer
                """.formatted(label);
    }

    private static String relabels(String label) {
        return """
                coalesce(excluded.%1$s_set_by = 'import' AND t.%1$s_set_by IS DISTINCT FROM 'user'
                 AND (t.%1$s, t.%1$s_set_by) IS DISTINCT FROM (excluded.%1$s, 'import')
                 OR excluded.%1$s_set_by = 'pattern' AND coalesce(t.%1$s_set_by, 'pattern') = 'pattern'
                 AND (t.%1$s, t.%1$s_set_by_id) IS DISTINCT FROM (excluded.%1$s, excluded.%1$s_set_by_id), false)
                """.formatted(label);
    }

    /** The label, if it was set here, and what stood there before. */
    private static String written(String label) {
        return """
                CASE WHEN new.%1$s_version > coalesce(old.%1$s_version, 0) THEN new.%1$s END AS %1$s,
                new.%1$s_set_by AS %1$s_set_by, new.%1$s_set_by_id AS %1$s_set_by_id, new.%1$s_version AS %1$s_version,
                old.%1$s AS old_%1$s, old.%1$s_set_by AS old_%1$s_set_by, old.%1$s_set_by_id AS old_%1$s_set_by_id,
                old.%1$s_set_at AS old_%1$s_set_at
                """.formatted(label);
    }

    private static String logged(String label) {
        return """
                ('%1$s', w.%1$s, w.%1$s_set_by, w.%1$s_set_by_id, w.%1$s_version, w.old_%1$s, w.old_%1$s_set_by,
                 w.old_%1$s_set_by_id, w.old_%1$s_set_at)
                """.formatted(label);
    }

    /** The label, if the import set it, and the pattern, if one did. */
    private static String told(String label) {
        return """
                CASE WHEN %1$s_set_by = 'import' THEN %1$s END AS %1$s,
                CASE WHEN %1$s IS NOT NULL AND %1$s_set_by = 'pattern' THEN %1$s_set_by_id END AS %1$s_pattern
                """.formatted(label);
    }

    private static String labelUpdates(String label) {
        return """
                , %1$s = CASE WHEN %2$s THEN excluded.%1$s ELSE t.%1$s END
                , %1$s_set_by = CASE WHEN %2$s THEN excluded.%1$s_set_by ELSE t.%1$s_set_by END
                , %1$s_set_by_id = CASE WHEN %2$s THEN excluded.%1$s_set_by_id ELSE t.%1$s_set_by_id END
                , %1$s_set_at = CASE WHEN %2$s THEN now() ELSE t.%1$s_set_at END
                , %1$s_version = t.%1$s_version + %2$s::integer
                """.formatted(label, relabels(label));
    }
}
