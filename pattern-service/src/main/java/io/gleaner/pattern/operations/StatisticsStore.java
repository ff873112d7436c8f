package io.gleaner.pattern.operations;

import io.gleaner.kit.database.Columns;
import io.gleaner.pattern.core.workflows.OperationSignature;
import io.gleaner.pattern.core.workflows.OperationStatistics;
import io.gleaner.pattern.core.workflows.OperationStatistics.Recent;
import io.gleaner.pattern.core.workflows.OperationStatistics.ToolUse;
import io.gleaner.pattern.core.workflows.OperationStatus;
import io.gleaner.pattern.core.workflows.Steadiness;
import io.gleaner.pattern.core.workflows.Sum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The patterns' numbers. Works in the caller's transaction. */
final class StatisticsStore {

    private static final String ADD_MISSING = """
            INSERT INTO operation_patterns (tenant_id, pattern_id, signature, type)
            SELECT * FROM unnest(:tenants::text[], :patterns::uuid[], :signatures::text[], :types::text[])
                AS shown (tenant_id, pattern_id)
            ORDER BY tenant_id, pattern_id
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK = """
            SELECT p.* FROM operation_patterns p
            WHERE (p.tenant_id, p.pattern_id) IN (SELECT * FROM unnest(:tenants::text[], :patterns::uuid[]))
            ORDER BY p.tenant_id, p.pattern_id FOR UPDATE
            """;

    private static final String NUMBERS = """
            status, occurrences, known_tokens, tokens, known_costs, costs, known_durations, durations, duration_squares,
            errors, retries, recent, recent_costs, tool_runs, known_tool_tokens, tool_tokens, known_tool_costs, tool_costs,
            confidence, savings""";

    private static final String UPDATE = """
            UPDATE operation_patterns p SET (%1$s) = ROW (%2$s),
                first_detected = (SELECT min(o.happened_at) FROM pattern_occurrences o
                    WHERE o.tenant_id = p.tenant_id AND o.pattern_id = p.pattern_id),
                last_seen = (SELECT max(o.happened_at) FROM pattern_occurrences o
                    WHERE o.tenant_id = p.tenant_id AND o.pattern_id = p.pattern_id)
            FROM unnest(:tenants::text[], :patterns::uuid[], :statuses::text[], :occurrences::bigint[],
                    :knownTokens::bigint[], :tokens::numeric[], :knownCosts::bigint[], :costs::numeric[],
                    :knownDurations::bigint[], :durations::numeric[], :squares::numeric[], :errors::numeric[],
                    :retries::numeric[], :recent::bigint[], :recentCosts::numeric[], :toolRuns::bigint[],
                    :knownToolTokens::bigint[], :toolTokens::numeric[], :knownToolCosts::bigint[], :toolCosts::numeric[],
                    :confidences::integer[], :savings::numeric[])
                AS s (tenant_id, pattern_id, %1$s)
            WHERE p.tenant_id = s.tenant_id AND p.pattern_id = s.pattern_id
            """.formatted(NUMBERS, NUMBERS.replaceAll("(\\w+)", "s.$1"));

    /** A pattern that nothing shows any more is as if it had never been, unless a person has spoken about it. */
    private static final String REMOVE_FORGOTTEN = """
            DELETE FROM operation_patterns p
            WHERE (p.tenant_id, p.pattern_id) IN (SELECT * FROM unnest(:tenants::text[], :patterns::uuid[]))
                AND p.occurrences = 0 AND p.tool_runs = 0 AND p.reviewed_at IS NULL
            """;

    private final JdbcClient jdbc;

    StatisticsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void addMissing(Map<PatternKey, OperationSignature> signatures) {
        Columns<Map.Entry<PatternKey, OperationSignature>> columns = new Columns<>(signatures.entrySet());
        jdbc.sql(ADD_MISSING)
                .param("tenants", columns.texts(entry -> entry.getKey().tenantId()))
                .param(
                        "patterns",
                        columns.texts(entry -> entry.getKey().patternId().toString()))
                .param("signatures", columns.texts(entry -> entry.getValue().text()))
                .param("types", columns.texts(entry -> entry.getValue().category()))
                .update();
    }

    /** The patterns that are there, unchanged by others until the transaction ends. */
    List<CountedPattern> lock(Collection<PatternKey> keys) {
        return of(LOCK, keys).query((row, n) -> counted(row)).list();
    }

    /** All of a tenant's patterns, unchanged by others until the transaction ends. */
    List<CountedPattern> lockAll(String tenantId) {
        return jdbc.sql("SELECT * FROM operation_patterns WHERE tenant_id = ? ORDER BY pattern_id FOR UPDATE")
                .param(tenantId)
                .query((row, n) -> counted(row))
                .list();
    }

    void update(List<CountedPattern> patterns) {
        Columns<CountedPattern> columns = new Columns<>(patterns);
        jdbc.sql(UPDATE)
                .param("tenants", columns.texts(pattern -> pattern.key().tenantId()))
                .param(
                        "patterns",
                        columns.texts(pattern -> pattern.key().patternId().toString()))
                .param("statuses", columns.texts(pattern -> pattern.status().text()))
                .param(
                        "occurrences",
                        columns.longs(pattern -> pattern.statistics().occurrences()))
                .param(
                        "knownTokens",
                        columns.longs(pattern -> pattern.statistics().tokens().known()))
                .param(
                        "tokens",
                        numbers(columns, statistics -> statistics.tokens().total()))
                .param(
                        "knownCosts",
                        columns.longs(pattern -> pattern.statistics().costs().known()))
                .param(
                        "costs",
                        numbers(columns, statistics -> statistics.costs().total()))
                .param(
                        "knownDurations",
                        columns.longs(pattern -> durations(pattern).known()))
                .param(
                        "durations",
                        columns.texts(pattern -> Texts.of(durations(pattern).total())))
                .param(
                        "squares",
                        numbers(columns, statistics -> statistics.steadiness().squares()))
                .param(
                        "errors",
                        numbers(columns, statistics -> statistics.steadiness().errors()))
                .param(
                        "retries",
                        numbers(columns, statistics -> statistics.steadiness().retries()))
                .param(
                        "recent",
                        columns.longs(pattern -> pattern.statistics().recent().occurrences()))
                .param(
                        "recentCosts",
                        numbers(columns, statistics -> statistics.recent().costs()))
                .param("toolRuns", columns.longs(pattern -> tools(pattern).runs()))
                .param(
                        "knownToolTokens",
                        columns.longs(pattern -> tools(pattern).tokens().known()))
                .param(
                        "toolTokens",
                        columns.texts(
                                pattern -> Texts.of(tools(pattern).tokens().total())))
                .param(
                        "knownToolCosts",
                        columns.longs(pattern -> tools(pattern).costs().known()))
                .param(
                        "toolCosts",
                        columns.texts(pattern -> Texts.of(tools(pattern).costs().total())))
                .param(
                        "confidences",
                        columns.integers(pattern -> pattern.statistics().confidence()))
                .param("savings", numbers(columns, OperationStatistics::savings))
                .update();
    }

    void removeForgotten(Collection<PatternKey> keys) {
        of(REMOVE_FORGOTTEN, keys).update();
    }

    /** The columns that every sum of occurrences has. */
    static OperationStatistics ofOccurrences(ResultSet row, ToolUse tools) throws SQLException {
        long occurrences = row.getLong("occurrences");
        return new OperationStatistics(
                new Steadiness(
                        occurrences,
                        occurrences,
                        sum(row, "durations"),
                        row.getBigDecimal("duration_squares"),
                        row.getBigDecimal("errors"),
                        row.getBigDecimal("retries")),
                sum(row, "tokens"),
                sum(row, "costs"),
                new Recent(row.getLong("recent"), row.getBigDecimal("recent_costs")),
                tools);
    }

    /** The columns that every sum of tool runs has. */
    static ToolUse toolUse(ResultSet row) throws SQLException {
        return new ToolUse(row.getLong("tool_runs"), sum(row, "tool_tokens"), sum(row, "tool_costs"));
    }

    private static Sum sum(ResultSet row, String column) throws SQLException {
        return new Sum(row.getLong("known_" + column), row.getBigDecimal(column));
    }

    private static CountedPattern counted(ResultSet row) throws SQLException {
        return new CountedPattern(
                new PatternKey(row.getString("tenant_id"), row.getObject("pattern_id", UUID.class)),
                OperationStatus.ofText(row.getString("status")).orElseThrow(),
                ofOccurrences(row, toolUse(row)));
    }

    private static Sum durations(CountedPattern pattern) {
        return pattern.statistics().steadiness().durations();
    }

    private static ToolUse tools(CountedPattern pattern) {
        return pattern.statistics().tools();
    }

    private static @Nullable String[] numbers(
            Columns<CountedPattern> columns, Function<OperationStatistics, Object> number) {
        return columns.texts(pattern -> Texts.of(number.apply(pattern.statistics())));
    }

    private JdbcClient.StatementSpec of(String statement, Collection<PatternKey> keys) {
        Columns<PatternKey> columns = new Columns<>(keys);
        return jdbc.sql(statement)
                .param("tenants", columns.texts(PatternKey::tenantId))
                .param("patterns", columns.texts(key -> key.patternId().toString()));
    }
}
