package io.gleaner.tracking.workflows;

import io.gleaner.kit.database.Columns;
import io.gleaner.tracking.workflows.Item.Job;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far requests that reported runs are. Works in the caller's transaction. */
final class ReportStore {

    /** Who settles items of a request does so alone, or two would each count without the other's. */
    private static final String LOCK = """
            SELECT count(pg_advisory_xact_lock(hashtextextended(job_id, 0)))
            FROM (SELECT job_id FROM unnest(:jobs::text[]) AS asked (job_id) ORDER BY job_id) jobs
            """;

    private static final String SETTLE = """
            INSERT INTO workflow_report_items (tenant_id, job_id, index, user_id, total, workflow_id, detail,
                reported_at)
            SELECT * FROM unnest(:tenants::text[], :jobs::uuid[], :indexes::integer[], :users::text[],
                                 :totals::integer[], :workflows::text[], :details::text[], :times::timestamptz[])
            ON CONFLICT DO NOTHING
            RETURNING tenant_id, job_id, index
            """;

    private static final String SUM_UP = """
            INSERT INTO workflow_reports AS known (tenant_id, job_id, user_id, total, workflow_ids, refused,
                accepted_at)
            SELECT tenant_id, job_id, min(user_id), max(total),
                coalesce(array_agg(workflow_id ORDER BY index) FILTER (WHERE workflow_id IS NOT NULL), '{}'),
                coalesce(jsonb_agg(jsonb_build_object('index', index, 'detail', detail) ORDER BY index)
                    FILTER (WHERE detail IS NOT NULL), '[]'),
                min(reported_at)
            FROM workflow_report_items
            WHERE (tenant_id, job_id) IN (SELECT * FROM unnest(:tenants::text[], :jobs::uuid[]))
            GROUP BY tenant_id, job_id
            ON CONFLICT (tenant_id, job_id) DO UPDATE SET total = excluded.total, workflow_ids = excluded.workflow_ids,
                refused = excluded.refused, accepted_at = excluded.accepted_at, row_version = known.row_version + 1, settled_at = now()
            """;

    private final JdbcClient jdbc;

    ReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Settles those that are not settled yet; returns them. */
    Set<Item.Key> settle(List<Item> items) {
        if (items.isEmpty()) {
            return Set.of();
        }
        lock(items);
        Set<Item.Key> settled = insert(items);
        sumUp(settled.stream().map(key -> new Job(key.tenantId(), key.jobId())).collect(Collectors.toSet()));
        return settled;
    }

    private void lock(List<Item> items) {
        jdbc.sql(LOCK)
                .param("jobs", items.stream().map(Item::jobId).distinct().toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private Set<Item.Key> insert(List<Item> items) {
        Columns<Item> columns = new Columns<>(items);
        return new HashSet<>(jdbc.sql(SETTLE)
                .param("tenants", columns.texts(Item::tenantId))
                .param("jobs", columns.texts(Item::jobId))
                .param("indexes", columns.integers(Item::index))
                .param("users", columns.texts(Item::userId))
                .param("totals", columns.integers(Item::total))
                .param("workflows", columns.texts(Item::workflowId))
                .param("details", columns.texts(Item::detail))
                .param(
                        "times",
                        columns.texts(item -> item.received().event().time().toString()))
                .query((row, n) -> new Item.Key(row.getString(1), row.getString(2), row.getInt(3)))
                .list());
    }

    private void sumUp(Set<Job> jobs) {
        if (!jobs.isEmpty()) {
            Columns<Job> columns = new Columns<>(jobs);
            jdbc.sql(SUM_UP)
                    .param("tenants", columns.texts(Job::tenantId))
                    .param("jobs", columns.texts(Job::jobId))
                    .update();
        }
    }
}
