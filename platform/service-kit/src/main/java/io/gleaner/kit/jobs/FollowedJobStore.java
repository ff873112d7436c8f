package io.gleaner.kit.jobs;

import io.gleaner.kit.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of jobs that nobody runs here, many at a time. Works in the caller's transaction. */
final class FollowedJobStore {

    private static final String BEGIN = """
            INSERT INTO background_jobs
                (job_id, tenant_id, user_id, type, status, input, unit, attempts, max_retries, started_at)
            SELECT job_id, tenant_id, user_id, type, 'running', input, :unit, attempts, max_retries, clock_timestamp()
            FROM unnest(:jobs::uuid[], :tenants::text[], :users::text[], :types::text[], :inputs::jsonb[],
                    :attempts::integer[], :retries::integer[])
                AS followed (job_id, tenant_id, user_id, type, input, attempts, max_retries)
            ORDER BY job_id
            ON CONFLICT DO NOTHING
            """;

    /**
     * Only of a newer version than that of the last word, and of a running job of this tenant and type. They are locked in
     * order first, as an UPDATE does not do, so that two workers wait for each other instead of deadlocking.
     */
    private static final String FOLLOW = """
            WITH locked AS MATERIALIZED (
                SELECT job_id FROM background_jobs WHERE job_id = ANY (:jobs::uuid[]) ORDER BY job_id FOR UPDATE)
            UPDATE background_jobs b
            SET checkpoint = jsonb_build_object('version', f.version), done = f.done, total = f.total
            FROM unnest(:jobs::uuid[], :tenants::text[], :types::text[], :versions::bigint[], :done::bigint[],
                    :totals::bigint[])
                AS f (job_id, tenant_id, type, version, done, total) JOIN locked USING (job_id)
            WHERE b.job_id = f.job_id AND b.tenant_id = f.tenant_id AND b.type = f.type AND b.status = 'running'
                AND coalesce((b.checkpoint ->> 'version')::bigint, 0) < f.version
            RETURNING b.job_id, b.tenant_id
            """;

    private static final String COMPLETE = """
            UPDATE background_jobs b
            SET status = 'completed', result = c.result, completed_at = clock_timestamp()
            FROM unnest(:jobs::uuid[], :tenants::text[], :results::jsonb[]) AS c (job_id, tenant_id, result)
            WHERE b.job_id = c.job_id AND b.tenant_id = c.tenant_id AND b.status = 'running'
            RETURNING b.job_id, b.tenant_id
            """;

    private final JdbcClient jdbc;

    FollowedJobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A job's id is unique, but anybody may say it. */
    record JobKey(UUID jobId, String tenantId) {

        static JobKey of(Job job) {
            return new JobKey(job.jobId(), job.tenantId());
        }
    }

    /** Inserts those as running that are not there. */
    void begin(Collection<Job> jobs, String unit) {
        Columns<Job> columns = new Columns<>(jobs);
        of(BEGIN, columns)
                .param("unit", unit)
                .param("users", columns.texts(Job::userId))
                .param("types", columns.texts(Job::type))
                .param("inputs", columns.texts(Job::input))
                .param("attempts", columns.integers(Job::attempt))
                .param("retries", columns.integers(Job::maxRetries))
                .update();
    }

    /**
     * Writes how far they are.
     *
     * @param said of each job once
     * @return the jobs of which it was news
     */
    Set<JobKey> follow(Collection<Followed> said) {
        Columns<Followed> columns = new Columns<>(said);
        return new HashSet<>(
                of(FOLLOW, new Columns<>(said.stream().map(Followed::job).toList()))
                        .param("types", columns.texts(one -> one.job().type()))
                        .param("versions", columns.longs(Followed::version))
                        .param("done", columns.longs(Followed::done))
                        .param("totals", columns.longs(Followed::total))
                        .query(FollowedJobStore::key)
                        .list());
    }

    /** Ends those that are running, of which the caller has followed each in this transaction; returns them. */
    Set<JobKey> complete(Map<Job, String> results) {
        List<Map.Entry<Job, String>> entries = List.copyOf(results.entrySet());
        return new HashSet<>(of(
                        COMPLETE,
                        new Columns<>(entries.stream().map(Map.Entry::getKey).toList()))
                .param("results", new Columns<>(entries).texts(Map.Entry::getValue))
                .query(FollowedJobStore::key)
                .list());
    }

    private JdbcClient.StatementSpec of(String statement, Columns<Job> jobs) {
        return jdbc.sql(statement)
                .param("jobs", jobs.texts(job -> job.jobId().toString()))
                .param("tenants", jobs.texts(Job::tenantId));
    }

    private static JobKey key(ResultSet row, int n) throws SQLException {
        return new JobKey(row.getObject("job_id", UUID.class), row.getString("tenant_id"));
    }
}
