package io.gleaner.tracking.applications;

import io.gleaner.kit.database.Columns;
import io.gleaner.tracking.core.Application.Standing;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Facts;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Pattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Transactions that a pattern may label, and their labels. Works in the caller's transaction. */
final class ApplicationStore {

    /** A word of the pattern somewhere in the key: the matcher has the last word. */
    private static final Map<Field, String> PAGE = perField("""
            SELECT transaction_id, key, direction, amount, account_id, currency, %1$s AS value, %1$s_set_by AS set_by,
                %1$s_set_by_id AS set_by_id, %1$s_version AS label_version
            FROM transactions
            WHERE tenant_id = :tenant AND transaction_id > :after AND strpos(key, :word) > 0
            ORDER BY transaction_id LIMIT :rows
            """);

    /** What somebody changed since it was read is left alone. */
    private static final Map<Field, String> LABEL = perField("""
            WITH labelled AS (
                UPDATE transactions t SET %1$s = :label, %1$s_set_by = 'pattern', %1$s_set_by_id = :pattern,
                    %1$s_set_at = statement_timestamp(), %1$s_version = t.%1$s_version + 1,
                    row_version = t.row_version + 1
                FROM unnest(:ids::text[], :versions::bigint[]) AS w (transaction_id, label_version)
                WHERE t.tenant_id = :tenant AND t.transaction_id = w.transaction_id
                    AND t.%1$s_version = w.label_version
                RETURNING t.transaction_id, new.%1$s_version AS label_version, old.%1$s AS old_value,
                    old.%1$s_set_by AS old_set_by, old.%1$s_set_by_id AS old_set_by_id, old.%1$s_set_at AS old_set_at)
            INSERT INTO pattern_labels (tenant_id, transaction_id, field, label_version, pattern_id, operation_id,
                old_value, old_set_by, old_set_by_id, old_set_at)
            SELECT :tenant, transaction_id, :field, label_version, :pattern, :operation, old_value, old_set_by,
                old_set_by_id, old_set_at
            FROM labelled ORDER BY transaction_id
            """);

    private final JdbcClient jdbc;

    ApplicationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A transaction and its label in the pattern's field.
     *
     * @param labelVersion how often the label has changed
     */
    record Candidate(String transactionId, Facts facts, Standing standing, long labelVersion) {}

    /** The next ones behind this id that have the pattern's longest word in their key. */
    List<Candidate> page(String tenantId, Pattern pattern, String after, int rows) {
        return jdbc.sql(Objects.requireNonNull(PAGE.get(pattern.field())))
                .param("tenant", tenantId)
                .param("after", after)
                .param(
                        "word",
                        pattern.tokens().stream()
                                .max(Comparator.comparingInt(String::length))
                                .orElseThrow())
                .param("rows", rows)
                .query(ApplicationStore::candidate)
                .list();
    }

    /** Labels them as an operation; returns how many. */
    int label(String tenantId, String operationId, Pattern pattern, List<Candidate> candidates) {
        Columns<Candidate> columns = new Columns<>(candidates);
        return jdbc.sql(Objects.requireNonNull(LABEL.get(pattern.field())))
                .param("tenant", tenantId)
                .param("label", pattern.label())
                .param("pattern", pattern.id())
                .param("field", pattern.field().id())
                .param("operation", operationId)
                .param("ids", columns.texts(Candidate::transactionId))
                .param("versions", columns.longs(Candidate::labelVersion))
                .update();
    }

    private static Map<Field, String> perField(String template) {
        return Stream.of(Field.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), field -> template.formatted(field.id())));
    }

    private static Candidate candidate(ResultSet row, int n) throws SQLException {
        return new Candidate(
                row.getString("transaction_id"),
                Facts.of(
                        row.getString("key"),
                        Direction.of(row.getString("direction")).orElseThrow(),
                        row.getBigDecimal("amount"),
                        row.getString("account_id"),
                        row.getString("currency")),
                new Standing(row.getString("value"), row.getString("set_by"), row.getString("set_by_id")),
                row.getLong("label_version"));
    }
}
