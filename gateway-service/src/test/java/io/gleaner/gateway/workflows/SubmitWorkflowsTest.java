package io.gleaner.gateway.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gleaner.contracts.ActivityLogged;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.WorkflowCompleted;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.test.json.JsonCompareMode;

/** What becomes of reported runs, and of who asks after them. */
class SubmitWorkflowsTest extends OnReports {

    @Test
    void one_run_is_published_exactly_as_it_came_as_the_only_item_of_its_request() {
        Told told = report("one-run", """
                {"workflow_id": "w-1", "nl_input": "run the tests 🧪", "workflow_template": "adw_test", "status": "completed",
                 "adw_id": "a-1", "tool_run": false, "tool_pattern_signature": null, "error_message": "",
                 "error_count": 0, "retry_count": -1, "duration_seconds": 12.50, "total_tokens": 9007199254740991,
                 "actual_cost_total": 0.0123456789012345678, "model": "m", "started_at": "2026-01-31T10:00:00+02:00",
                 "ended_at": "2026-01-31T08:01:00.123456789Z"}""");

        assertThat(told.accepted()).isEqualTo(1);
        assertThat(told.errors()).isEmpty();
        assertThat(completed("one-run"))
                .extracting(Event::payload)
                .containsExactly(new WorkflowCompleted(
                        "w-1",
                        "run the tests 🧪",
                        "adw_test",
                        "completed",
                        "a-1",
                        false,
                        null,
                        "",
                        0,
                        -1,
                        new BigDecimal("12.50"),
                        9007199254740991L,
                        new BigDecimal("0.0123456789012345678"),
                        "m",
                        Instant.parse("2026-01-31T08:00:00Z"),
                        Instant.parse("2026-01-31T08:01:00.123456789Z"),
                        "alice",
                        told.jobId().toString(),
                        0,
                        1));
        assertThat(refused("one-run")).isEmpty();
    }

    @Test
    void what_was_reported_is_in_the_activity_log() {
        Told told = report("logged-runs", RUN);

        assertThat(published.of("logged-runs", EventTypes.ACTIVITY_LOGGED))
                .extracting(Event::payload)
                .extracting(ActivityLogged::type, activity -> activity.details().get("location"))
                .containsExactly(tuple("submit_workflows", "/v1/jobs/" + told.jobId()));
    }

    @Test
    void a_later_run_of_an_array_has_a_later_time_than_the_one_that_it_replaces() {
        Told told = report("replaced", "[%s, %s, %s]".formatted(RUN, RUN, RUN));

        Instant given = Ids.timeOf(told.jobId());
        assertThat(completed("replaced"))
                .extracting(Event::time)
                .containsExactly(given, given.plus(1, ChronoUnit.MICROS), given.plus(2, ChronoUnit.MICROS));
    }

    @Test
    void a_repeat_with_the_key_is_answered_the_same_and_published_as_the_same_events() {
        String runs = "[%s, {}, %s]".formatted(RUN, RUN);

        Told first = report("repeated-runs", runs, "key");
        Told again = report("repeated-runs", runs, "key");

        assertThat(again).isEqualTo(first);
        assertThat(completed("repeated-runs"))
                .extracting(Event::id)
                .contains(first.jobId() + ".1", first.jobId() + ".3")
                .containsOnly(first.jobId() + ".1", first.jobId() + ".3");
        assertThat(refused("repeated-runs")).extracting(Event::id).containsOnly(first.jobId() + ".4");
    }

    @Test
    void a_job_is_answered_before_its_owner_knows_it_in_the_shape_that_its_owner_gives_it() {
        Told told = report("waiting-jobs", "[%s, {}, %s]".formatted(RUN, RUN));

        readJob("waiting-jobs", told.jobId())
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                {"job_id": "%s", "user_id": "alice", "type": "workflow-intake", "status": "accepted", "priority": 0,
                 "input": {}, "result": null, "progress": {"done": 0, "total": 3, "unit": "runs", "percent": 0},
                 "eta": null, "attempts": 0, "max_retries": 0, "error": null, "scheduled_at": "%s", "started_at": null,
                 "completed_at": null}""".formatted(told.jobId(), Ids.timeOf(told.jobId())), JsonCompareMode.STRICT);
    }

    @Test
    void a_job_that_nobody_began_is_not_found() {
        Told told = report("owning-jobs", RUN);
        String operation = locationOfEdit("no-jobs").replace("/v1/operations/", "");

        readJob("foreign-jobs", told.jobId()).expectStatus().isNotFound();
        readJob("no-jobs", operation).expectStatus().isNotFound();
        readJob("no-jobs", "x").expectStatus().isNotFound();
    }

    @Test
    void a_job_is_no_operation() {
        Told told = report("no-operations", RUN);

        as("no-operations")
                .get()
                .uri("/v1/operations/{id}", told.jobId())
                .exchange()
                .expectStatus()
                .isNotFound();
        as("no-operations")
                .post()
                .uri("/v1/operations/{id}/undo", told.jobId())
                .exchange()
                .expectStatus()
                .isNotFound();
    }
}
