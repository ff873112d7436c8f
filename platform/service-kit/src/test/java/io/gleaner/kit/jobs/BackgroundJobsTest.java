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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.support.TransactionTemplate;

class BackgroundJobsTest extends OnKit {

    @Autowired
    BackgroundJobs jobs;

    @LocalServerPort
    int port;

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

    @Test
    void of_jobs_that_are_alone_a_second_one_is_the_first_until_that_has_ended() {
        String tenant = "tenant-" + UUID.randomUUID();
        UUID first = transaction.execute(status -> {
            UUID id = jobs.submitAlone(counting, tenant, "alice", "{\"fail_at\": -1}", 0);
            assertThat(jobs.submitAlone(counting, tenant, "bob", "{\"fail_at\": -1}", 0))
                    .isEqualTo(id);
            return id;
        });
        awaitStatus(first, "completed");

        UUID second = transaction.execute(status -> jobs.submitAlone(counting, tenant, "bob", "{\"fail_at\": -1}", 0));

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void a_tenant_sees_its_jobs_and_cancels_those_that_have_not_ended() {
        String tenant = "tenant-" + UUID.randomUUID();
        UUID ended = jobs.submit(counting, tenant, "alice", "{\"fail_at\": -1}", 0);
        awaitStatus(ended, "completed");
        UUID waiting = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO background_jobs (job_id, tenant_id, user_id, type, status, input, unit, max_retries)
                VALUES (?, ?, 'alice', 'counting', 'queued', '{}', 'steps', 0)
                """).params(waiting, tenant).update();
        WebTestClient http = as(tenant);

        http.get()
                .uri("/v1/jobs/" + ended)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"user_id":"alice","type":"counting","status":"completed","input":{"fail_at":-1},
                        "result":{"counted":4},"progress":{"done":4,"total":4,"unit":"steps","percent":100},
                        "eta":null,"attempts":1,"error":null}""");
        http.get()
                .uri("/v1/jobs?limit=1")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.next_cursor")
                .isNotEmpty();
        assertThat(cancelled(http, waiting)).isEqualTo(204);
        assertThat(cancelled(http, waiting)).isEqualTo(204);
        assertThat(status(waiting)).isEqualTo("cancelled");
        assertThat(cancelled(http, ended)).isEqualTo(409);
        assertThat(cancelled(as("another"), ended)).isEqualTo(404);
        as("another").get().uri("/v1/jobs/" + ended).exchange().expectStatus().isNotFound();
        http.get().uri("/v1/jobs/no-id").exchange().expectStatus().isNotFound();
    }

    private static int cancelled(WebTestClient http, UUID jobId) {
        return http.delete()
                .uri("/v1/jobs/" + jobId)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private WebTestClient as(String tenant) {
        return WebTestClient.bindToServer()
                .responseTimeout(Duration.ofSeconds(30))
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("Authorization", "Bearer " + TOKENS.of(tenant, "alice"))
                .build();
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
