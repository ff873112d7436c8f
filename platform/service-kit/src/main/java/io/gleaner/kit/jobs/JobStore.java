package io.gleaner.kit.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code background_jobs}. Only legal changes of status find their row. */
final class JobStore {

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Job job, String unit, int priority) {
        jdbc.sql("""
                        INSERT INTO background_jobs
                            (job_id, tenant_id, user_id, type, status, priority, input, unit, max_retries)
                        VALUES (?, ?, ?, ?, 'queued', ?, ?::jsonb, ?, ?)
                        """)
                .params(
                        job.jobId(),
                        job.tenantId(),
                        job.userId(),
                        job.type(),
                        priority,
                        job.input(),
                        unit,
                        job.maxRetries())
                .update();
    }

    /** The tenant's job of this type that has not ended; until the transaction ends, nobody else asks the same. */
    Optional<UUID> lockUnended(String type, String tenantId) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext(?), hashtext(?))::text")
                .params("background_jobs " + type, tenantId)
                .query(String.class)
                .single();
        return jdbc.sql("""
                        SELECT job_id FROM background_jobs
                        WHERE tenant_id = ? AND type = ? AND status IN ('queued', 'running')
                        ORDER BY job_id LIMIT 1
                        """).params(tenantId, type).query(UUID.class).optional();
    }

    /** Marks the job as running once more; empty if it has ended. */
    Optional<Job> start(UUID jobId) {
        return jdbc.sql("""
                        UPDATE background_jobs SET status = 'running', attempts = attempts + 1, error = NULL,
                            started_at = coalesce(started_at, clock_timestamp())
                        WHERE job_id = ? AND status IN ('queued', 'running')
                        RETURNING *
                        """).param(jobId).query(JobStore::read).optional();
    }

    boolean checkpoint(UUID jobId, String checkpoint, long done, @Nullable Long total) {
        return jdbc.sql("""
                        UPDATE background_jobs SET checkpoint = ?::jsonb, done = ?, total = ?
                        WHERE job_id = ? AND status = 'running'
                        """)
                        .param(checkpoint)
                        .param(done)
                        .param(total)
                        .param(jobId)
                        .update()
                == 1;
    }

    boolean complete(UUID jobId, String result) {
        return jdbc.sql("""
                        UPDATE background_jobs
                        SET status = 'completed', result = ?::jsonb, completed_at = clock_timestamp()
                        WHERE job_id = ? AND status = 'running'
                        """).params(result, jobId).update() == 1;
    }

    void retryLater(UUID jobId, String error) {
        jdbc.sql("UPDATE background_jobs SET status = 'queued', error = ? WHERE job_id = ? AND status = 'running'")
                .params(error, jobId)
                .update();
    }

    boolean end(UUID jobId, String status, @Nullable String error) {
        return jdbc.sql("""
                        UPDATE background_jobs
                        SET status = ?, error = coalesce(?, error), completed_at = clock_timestamp()
                        WHERE job_id = ? AND status IN ('queued', 'running')
                        """).param(status).param(error).param(jobId).update() == 1;
    }

    private static Job read(ResultSet row, int n) throws SQLException {
        return new Job(
                row.getObject("job_id", UUID.class),
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getString("type"),
                row.getString("input"),
                row.getString("checkpoint"),
                row.getInt("attempts"),
                row.getInt("max_retries"));
    }
}
