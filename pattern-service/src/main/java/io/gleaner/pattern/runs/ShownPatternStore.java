package io.gleaner.pattern.runs;

import io.gleaner.kit.database.Columns;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The patterns of requested runs. Works in the caller's transaction. */
final class ShownPatternStore {

    /** A pattern is new if no run shows it that was heard of before. */
    private static final String SHOWN = """
            SELECT shown.job_id, shown.pattern_id, NOT EXISTS (SELECT FROM pattern_occurrences earlier
                WHERE earlier.tenant_id = shown.tenant_id AND earlier.pattern_id = shown.pattern_id
                    AND earlier.detected_at < shown.since) AS is_new
            FROM (SELECT DISTINCT requested.job_id, requested.tenant_id, requested.since, o.pattern_id
                FROM unnest(:jobs::uuid[], :tenants::text[], :workflows::text[], :since::timestamptz[])
                        AS requested (job_id, tenant_id, workflow_id, since)
                    JOIN workflow_runs r ON r.tenant_id = requested.tenant_id AND r.workflow_id = requested.workflow_id
                    CROSS JOIN LATERAL unnest(r.signatures) AS detected (signature)
                    JOIN operation_patterns p ON p.tenant_id = r.tenant_id AND p.signature = detected.signature
                    JOIN pattern_occurrences o ON o.tenant_id = r.tenant_id AND o.pattern_id = p.pattern_id
                        AND o.workflow_id = r.workflow_id) shown
            ORDER BY shown.job_id, shown.pattern_id
            """;

    private final JdbcClient jdbc;

    ShownPatternStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A pattern that one of a request's runs shows, and whether it was not known before. */
    record Shown(UUID jobId, UUID patternId, boolean isNew) {}

    /** A run that was requested. */
    private record RequestedRun(RequestedRuns request, String workflowId) {}

    /** By job; nothing of a job whose runs show nothing. */
    Map<UUID, List<Shown>> of(List<RequestedRuns> requests) {
        Columns<RequestedRun> columns = new Columns<>(requests.stream()
                .flatMap(request -> request.report().workflowIds().stream().map(id -> new RequestedRun(request, id)))
                .toList());
        return jdbc
                .sql(SHOWN)
                .param("jobs", columns.texts(run -> run.request().report().jobId()))
                .param("tenants", columns.texts(run -> run.request().tenantId()))
                .param("workflows", columns.texts(RequestedRun::workflowId))
                .param(
                        "since",
                        columns.texts(run -> run.request().report().acceptedAt().toString()))
                .query((row, n) -> new Shown(
                        row.getObject("job_id", UUID.class),
                        row.getObject("pattern_id", UUID.class),
                        row.getBoolean("is_new")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Shown::jobId));
    }
}
