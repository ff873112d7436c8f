package io.gleaner.pattern.runs;

import io.gleaner.kit.database.Columns;
import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.core.workflows.OperationSignature;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Own copies of runs. Works in the caller's transaction. */
final class RunStore {

    /** A list of signatures travels as lines: arrays of arrays all have one length in PostgreSQL. */
    private static final String KEEP = """
            INSERT INTO workflow_runs AS own (tenant_id, workflow_id, row_version, run, active, counts, happened_at,
                signatures, tool_signature)
            SELECT tenant_id, workflow_id, row_version, run, active, counts, happened_at,
                string_to_array(signatures, E'\\n'), tool_signature
            FROM unnest(:tenants::text[], :workflows::text[], :versions::bigint[], :runs::jsonb[], :active::boolean[],
                    :counts::boolean[], :happened::timestamptz[], :signatures::text[], :toolSignatures::text[])
                AS tracked (tenant_id, workflow_id, row_version, run, active, counts, happened_at, signatures,
                    tool_signature)
            ORDER BY tenant_id, workflow_id
            ON CONFLICT (tenant_id, workflow_id) DO UPDATE SET row_version = excluded.row_version, run = excluded.run,
                active = excluded.active, counts = excluded.counts, happened_at = excluded.happened_at,
                signatures = excluded.signatures, tool_signature = excluded.tool_signature
            WHERE own.row_version < excluded.row_version OR (:again AND own.row_version = excluded.row_version)
            RETURNING tenant_id, workflow_id, old.signatures, old.tool_signature
            """;

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
        Columns<DerivedRun> columns = new Columns<>(runs);
        return jdbc.sql(KEEP)
                .param("again", again)
                .param("tenants", columns.texts(run -> run.tracked().tenantId()))
                .param("workflows", columns.texts(run -> run.tracked().run().workflowId()))
                .param("versions", columns.longs(run -> run.tracked().run().rowVersion()))
                .param(
                        "runs",
                        columns.texts(run -> EventJson.MAPPER.writeValueAsString(
                                run.tracked().run())))
                .param("active", columns.flags(run -> run.tracked().run().active()))
                .param("counts", columns.flags(DerivedRun::countsAsOccurrence))
                .param(
                        "happened",
                        columns.texts(run -> run.tracked().happenedAt().toString()))
                .param("signatures", columns.texts(RunStore::lines))
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

    private static String lines(DerivedRun run) {
        return run.detected().stream()
                .map(detected -> detected.signature().text())
                .collect(Collectors.joining("\n"));
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
