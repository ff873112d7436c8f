package io.gleaner.pattern.runs;

import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.kit.database.Columns;
import io.gleaner.kit.database.StatementPlans;
import io.gleaner.pattern.core.workflows.Detected;
import io.gleaner.pattern.core.workflows.OperationSignature;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Own copies of runs. Works in the caller's transaction. */
final class RunStore {

    private static final String FACTS = """
            row_version, active, nl_input, workflow_template, status, adw_id, tool_run, tool_pattern_signature,
            error_message, error_count, retry_count, duration_seconds, total_tokens, actual_cost_total, model, started_at,
            ended_at, received_at, happened_at, signatures, layers, tool_signature""";

    private static final String KEEP = """
            INSERT INTO workflow_runs AS own (tenant_id, workflow_id, %1$s)
            SELECT tenant_id, workflow_id, %3$s
            FROM unnest(:tenants::text[], :workflows::text[], :versions::bigint[], :active::boolean[], :inputs::text[],
                    :templates::text[], :statuses::text[], :adws::text[], :tools::boolean[], :toolPatterns::text[],
                    :messages::text[], :errors::integer[], :retries::integer[], :durations::numeric[], :tokens::bigint[],
                    :costs::numeric[], :models::text[], :starts::timestamptz[], :ends::timestamptz[],
                    :received::timestamptz[], :happened::timestamptz[], :signatures::text[], :layers::text[],
                    :toolSignatures::text[])
                AS tracked (tenant_id, workflow_id, %1$s)
            ORDER BY tenant_id, workflow_id
            ON CONFLICT (tenant_id, workflow_id) DO UPDATE SET (%1$s) = ROW (%2$s)
            WHERE own.row_version < excluded.row_version OR (:again AND own.row_version = excluded.row_version)
            RETURNING tenant_id, workflow_id, old.signatures, old.tool_signature
            """.formatted(
                    FACTS,
                    FACTS.replaceAll("(\\w+)", "excluded.$1"),
                    FACTS.replaceAll("(signatures|layers)", "string_to_array($1, E'\\\\n')"));

    private static final String FIND = """
            SELECT tenant_id, workflow_id, signatures, tool_signature FROM workflow_runs
            WHERE (tenant_id, workflow_id) IN (SELECT * FROM unnest(:tenants::text[], :workflows::text[]))
            """;

    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps what is newer than the own copies; returns what was there before.
     *
     * @param runs no two of one id
     * @param again writes anew, too, what is there in the same version
     */
    List<Replaced> keep(List<DerivedRun> runs, boolean again) {
        StatementPlans.forNow(jdbc);
        Columns<DerivedRun> columns = new Columns<>(runs);
        return jdbc.sql(KEEP)
                .param("again", again)
                .param("tenants", columns.texts(run -> run.tracked().tenantId()))
                .param("workflows", texts(columns, WorkflowTracked::workflowId))
                .param("versions", columns.longs(run -> run.tracked().run().rowVersion()))
                .param("active", columns.flags(run -> run.tracked().run().active()))
                .param("inputs", texts(columns, WorkflowTracked::nlInput))
                .param("templates", texts(columns, WorkflowTracked::workflowTemplate))
                .param("statuses", texts(columns, WorkflowTracked::status))
                .param("adws", texts(columns, WorkflowTracked::adwId))
                .param("tools", columns.flags(run -> run.tracked().run().toolRun()))
                .param("toolPatterns", texts(columns, WorkflowTracked::toolPatternSignature))
                .param("messages", texts(columns, WorkflowTracked::errorMessage))
                .param("errors", columns.integers(run -> run.tracked().run().errorCount()))
                .param("retries", columns.integers(run -> run.tracked().run().retryCount()))
                .param("durations", texts(columns, run -> textOf(run.durationSeconds())))
                .param("tokens", texts(columns, run -> textOf(run.totalTokens())))
                .param("costs", texts(columns, run -> textOf(run.actualCostTotal())))
                .param("models", texts(columns, WorkflowTracked::model))
                .param("starts", texts(columns, run -> textOf(run.startedAt())))
                .param("ends", texts(columns, run -> textOf(run.endedAt())))
                .param("received", texts(columns, run -> textOf(run.receivedAt())))
                .param(
                        "happened",
                        columns.texts(run -> run.tracked().happenedAt().toString()))
                .param(
                        "signatures",
                        columns.texts(run ->
                                lines(run.detected(), each -> each.signature().text())))
                .param(
                        "layers",
                        columns.texts(run ->
                                lines(run.detected(), each -> each.layer().field())))
                .param(
                        "toolSignatures",
                        columns.texts(run -> run.toolSignature()
                                .map(OperationSignature::text)
                                .orElse(null)))
                .query((row, n) -> replaced(row))
                .list();
    }

    /** What the own copies of these runs show; of those that are there. */
    List<Replaced> find(Collection<TrackedRun.Key> keys) {
        Columns<TrackedRun.Key> columns = new Columns<>(keys);
        return jdbc.sql(FIND)
                .param("tenants", columns.texts(TrackedRun.Key::tenantId))
                .param("workflows", columns.texts(TrackedRun.Key::workflowId))
                .query((row, n) -> replaced(row))
                .list();
    }

    private static @Nullable String[] texts(
            Columns<DerivedRun> columns, Function<WorkflowTracked, @Nullable String> field) {
        return columns.texts(run -> field.apply(run.tracked().run()));
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Arrays of arrays all have one length in PostgreSQL, so these travel as lines. */
    private static String lines(List<Detected> detected, Function<Detected, String> part) {
        return detected.stream().map(part).collect(Collectors.joining("\n"));
    }

    private static Replaced replaced(ResultSet row) throws SQLException {
        return new Replaced(
                new TrackedRun.Key(row.getString("tenant_id"), row.getString("workflow_id")),
                signatures(row.getArray("signatures")),
                Optional.ofNullable(row.getString("tool_signature")).map(OperationSignature::new));
    }

    private static List<OperationSignature> signatures(@Nullable Array array) throws SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((String[]) array.getArray())
                        .map(OperationSignature::new)
                        .toList();
    }
}
