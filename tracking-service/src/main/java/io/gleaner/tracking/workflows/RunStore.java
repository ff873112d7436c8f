package io.gleaner.tracking.workflows;

import io.gleaner.contracts.WorkflowCompleted;
import io.gleaner.kit.database.Columns;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs into their table. Works in the caller's transaction. */
final class RunStore {

    private static final String FACTS = """
            nl_input, workflow_template, status, adw_id, tool_run, tool_pattern_signature, error_message, error_count,
            retry_count, duration_seconds, total_tokens, actual_cost_total, model, started_at, ended_at, traceparent,
            reported_at, source, event_id""";

    /** Of several reports of a run the latest; in the order of the key, so that two workers wait for each other. */
    private static final String KEEP = """
            INSERT INTO workflow_history AS known (tenant_id, workflow_id, %1$s)
            SELECT DISTINCT ON (tenant_id, workflow_id) tenant_id, workflow_id, %1$s
            FROM unnest(:tenants::text[], :workflows::text[], :inputs::text[], :templates::text[], :statuses::text[],
                    :adws::text[], :tools::boolean[], :signatures::text[], :messages::text[], :errors::integer[],
                    :retries::integer[], :durations::numeric[], :tokens::bigint[], :costs::numeric[], :models::text[],
                    :starts::timestamptz[], :ends::timestamptz[], :traces::text[], :times::timestamptz[],
                    :sources::text[], :events::text[])
                AS reported (tenant_id, workflow_id, %1$s)
            ORDER BY tenant_id, workflow_id, reported_at DESC, source COLLATE "C" DESC, event_id COLLATE "C" DESC
            ON CONFLICT (tenant_id, workflow_id) DO UPDATE SET (%1$s) = ROW (%2$s), row_version = known.row_version + 1
            WHERE (known.reported_at, known.source, known.event_id)
                < (excluded.reported_at, excluded.source, excluded.event_id)
            RETURNING tenant_id, source, event_id
            """.formatted(FACTS, FACTS.replaceAll("(\\w+)", "excluded.$1"));

    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what is later than what is known; returns the events that said it. */
    Set<EventKey> keep(List<Report> reports) {
        if (reports.isEmpty()) {
            return Set.of();
        }
        Columns<Report> columns = new Columns<>(reports);
        return new HashSet<>(jdbc.sql(KEEP)
                .param("tenants", columns.texts(Report::tenantId))
                .param("workflows", columns.texts(Report::workflowId))
                .param("inputs", texts(columns, WorkflowCompleted::nlInput))
                .param("templates", texts(columns, WorkflowCompleted::workflowTemplate))
                .param("statuses", texts(columns, WorkflowCompleted::status))
                .param("adws", texts(columns, WorkflowCompleted::adwId))
                .param(
                        "tools",
                        columns.flags(report -> Boolean.TRUE.equals(report.run().toolRun())))
                .param("signatures", texts(columns, WorkflowCompleted::toolPatternSignature))
                .param("messages", texts(columns, WorkflowCompleted::errorMessage))
                .param("errors", columns.integers(report -> orZero(report.run().errorCount())))
                .param("retries", columns.integers(report -> orZero(report.run().retryCount())))
                .param("durations", texts(columns, run -> textOf(run.durationSeconds())))
                .param("tokens", texts(columns, run -> textOf(run.totalTokens())))
                .param("costs", texts(columns, run -> textOf(run.actualCostTotal())))
                .param("models", texts(columns, WorkflowCompleted::model))
                .param("starts", texts(columns, run -> textOf(run.startedAt())))
                .param("ends", texts(columns, run -> textOf(run.endedAt())))
                .param(
                        "traces",
                        columns.texts(report -> report.received().event().traceparent()))
                .param(
                        "times",
                        columns.texts(report -> report.received().event().time().toString()))
                .param("sources", columns.texts(Report::source))
                .param("events", columns.texts(Report::eventId))
                .query((row, n) -> new EventKey(row.getString(1), row.getString(2), row.getString(3)))
                .list());
    }

    private static @Nullable String[] texts(
            Columns<Report> columns, Function<WorkflowCompleted, @Nullable String> field) {
        return columns.texts(report -> field.apply(report.run()));
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static int orZero(@Nullable Integer count) {
        return Objects.requireNonNullElse(count, 0);
    }
}
