package io.gleaner.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.kit.OnKit;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class BackgroundJobsTest extends OnKit {

    @Autowired
    BackgroundJobs jobs;

    @Autowired
    CountingJob counting;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_job_runs_and_shows_its_progress_and_result() {
        UUID jobId = jobs.submit(counting, "acme", "alice", "{\"fail_at\": -1}", 0);

        awaitStatus(jobId, "completed");
        Map<String, @Nullable Object> job = row(jobId);
        assertThat(job)
                .containsEntry("done", 4L)
                .containsEntry("total", 4L)
                .containsEntry("attempts", 1)
                .containsEntry("tenant_id", "acme")
                .containsEntry("unit", "steps");
        assertThat(String.valueOf(job.get("result"))).contains("counted");
    }

    @Test
    void a_job_that_failed_goes_on_from_its_last_checkpoint() {
        UUID jobId = jobs.submit(counting, "acme", "alice", "{\"fail_at\": 2}", 0);

        await().atMost(Duration.ofSeconds(30)).until(() -> status(jobId).equals("completed"));

        assertThat(counting.steps(jobId)).containsExactly(1, 2, 3, 4);
        assertThat(row(jobId)).containsEntry("attempts", 2);
    }

    @Test
    void a_job_that_fails_for_good_says_why_in_as_many_words_as_an_event_has_room_for() {
        UUID jobId = transaction.execute(status -> {
            UUID id = jobs.submit(counting, "acme", "alice", "{\"fail_at\": 1}", 0);
            jdbc.sql("UPDATE background_jobs SET max_retries = 0 WHERE job_id = ?")
                    .param(id)
                    .update();
            return id;
        });

        awaitStatus(jobId, "failed");
        assertThat(String.valueOf(row(jobId).get("error")))
                .startsWith("failed at step 1 of a long way")
                .hasSize(2_000);
    }

    @Test
    void a_job_whose_worker_was_killed_is_taken_over_from_its_last_checkpoint() {
        UUID jobId = transaction.execute(status -> {
            UUID id = jobs.submit(counting, "acme", "alice", "{\"fail_at\": -1}", 0);
            jdbc.sql("""
                            UPDATE scheduled_tasks SET picked = true, picked_by = 'a worker that is dead',
                                last_heartbeat = now() - interval '1 hour', version = 2, execution_time = now() - interval '1 hour'
                            WHERE task_instance = ?
                            """).param(id.toString()).update();
            jdbc.sql(
                            "UPDATE background_jobs SET status = 'running', attempts = 1, checkpoint = '{\"step\": 3}' WHERE job_id = ?")
                    .param(id)
                    .update();
            return id;
        });

        await().atMost(Duration.ofSeconds(30)).until(() -> status(jobId).equals("completed"));

        assertThat(counting.steps(jobId)).containsExactly(4);
    }

    @Test
    void a_cancelled_job_does_not_run() {
        UUID jobId = transaction.execute(status -> {
            UUID id = jobs.submit(counting, "acme", "alice", "{\"fail_at\": -1}", 0);
            jobs.cancel(id);
            return id;
        });

        await().until(() -> jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_instance = ?")
                        .param(jobId.toString())
                        .query(Long.class)
                        .single()
                == 0);
        assertThat(status(jobId)).isEqualTo("cancelled");
        assertThat(counting.steps(jobId)).isEmpty();
    }

    private void awaitStatus(UUID jobId, String status) {
        await().until(() -> status(jobId).equals(status));
    }

    private String status(UUID jobId) {
        return String.valueOf(row(jobId).get("status"));
    }

    private Map<String, @Nullable Object> row(UUID jobId) {
        return jdbc.sql("SELECT * FROM background_jobs WHERE job_id = ?")
                .param(jobId)
                .query()
                .singleRow();
    }
}
