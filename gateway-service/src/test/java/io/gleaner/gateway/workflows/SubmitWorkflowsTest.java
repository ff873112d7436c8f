package io.gleaner.gateway.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gleaner.contracts.ActivityLogged;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.WorkflowCompleted;
import io.gleaner.contracts.WorkflowRefused;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.gateway.PublishedEvents;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.events.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class SubmitWorkflowsTest extends GatewayScenario {

    private static final String RUN = "{\"workflow_id\": \"w-1\"}";

    private final PublishedEvents published = new PublishedEvents(TOPICS);

    /** What a client is told of its report. */
    private record Told(UUID jobId, int accepted, List<RefusedItem> errors) {}

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
    void broken_items_are_refused_by_their_place_and_stop_no_others() {
        Told told = report("broken-items", """
                [{"workflow_id": "w-0"},
                 {"nl_input": "nameless"},
                 {"workflow_id": "w-2", "error_count": 2},
                 {"workflow_id": "w-3", "nl_input": "\\ud800"},
                 {"workflow_id": "w-4", "actual_cost_total": 1e-31},
                 7,
                 {"workflow_id": "w-6", "user_id": "mallory", "total_tokens": -1},
                 {"workflow_id": "w-7"}]""");

        assertThat(told.accepted()).isEqualTo(3);
        assertThat(told.errors())
                .containsExactly(
                        new RefusedItem(1, "/workflow_id is missing"),
                        new RefusedItem(3, "/nl_input must be Unicode text, got half a surrogate pair"),
                        new RefusedItem(4, "/actual_cost_total must have an exponent and decimal places of at most 30"),
                        new RefusedItem(5, "integer found, object expected, got 7"),
                        new RefusedItem(
                                6, "/total_tokens must have a minimum value of 0, got -1; /user_id is not known here"));
        assertThat(completed("broken-items"))
                .extracting(Event::payload)
                .extracting(WorkflowCompleted::workflowId, WorkflowCompleted::index, WorkflowCompleted::total)
                .containsExactly(tuple("w-0", 0, 8), tuple("w-2", 2, 8), tuple("w-7", 7, 8));
        assertThat(refused("broken-items"))
                .extracting(Event::payload)
                .containsExactly(new WorkflowRefused(told.jobId().toString(), "alice", 8, told.errors()));
    }

    @Test
    void an_array_of_which_every_item_is_broken_is_accepted_with_nothing_in_it() {
        Told told = report("all-broken", "[{}, [], {\"workflow_id\": \"\"}]");

        assertThat(told.accepted()).isZero();
        assertThat(told.errors()).extracting(RefusedItem::index).containsExactly(0, 1, 2);
        assertThat(completed("all-broken")).isEmpty();
        assertThat(refused("all-broken"))
                .extracting(Event::payload)
                .containsExactly(new WorkflowRefused(told.jobId().toString(), "alice", 3, told.errors()));
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
    void the_most_items_of_the_longest_faults_fit_into_the_event_about_them() {
        String item = "{\"%s\": 1}".formatted("🙈\\\\".repeat(600));

        Told told = report("many-faults", Collections.nCopies(1_000, item).toString());

        assertThat(told.errors()).hasSize(1_000);
        assertThat(refused("many-faults"))
                .singleElement()
                .satisfies(event -> assertThat(event.payload().refused()).isEqualTo(told.errors()));
    }

    @Test
    void a_single_run_that_is_broken_is_refused_with_the_place() {
        assertThat(faults("single-broken", "{\"nl_input\": 7}"))
                .extracting(fault -> fault.path("pointer").asString())
                .containsExactlyInAnyOrder("/workflow_id", "/nl_input");
        assertThat(completed("single-broken")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"})
    void a_time_that_no_event_can_say_is_refused(String time) {
        String run = "{\"workflow_id\": \"w-1\", \"started_at\": \"%s\"}".formatted(time);

        assertThat(faults("times", run))
                .extracting(fault -> fault.path("pointer").asString())
                .containsExactly("/started_at");
        assertThat(report("times", "[" + run + "]").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).startsWith("/started_at "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-12-31T23:59:60Z",
                "2026-01-31t10:00:00z",
                "2026-01-31 10:00:00Z",
                "2026-01-31T10:00:00.1234567890Z",
                "2026-01-31T24:00:00Z",
                "0000-01-01T00:00:00Z",
                "2026-01-31T10:00:00-00:00"
            })
    void a_time_of_which_it_can_be_disputed_is_taken_or_refused_and_no_failure(String time) {
        Told told = report("odd-times", "[%s, {\"workflow_id\": \"w-2\", \"ended_at\": \"%s\"}]".formatted(RUN, time));

        assertThat(told.accepted() + told.errors().size()).isEqualTo(2);
    }

    @Test
    void a_fault_that_quotes_half_a_character_can_be_answered() {
        String run = "{\"workflow_id\": \"%s\"}".formatted("\\ud800".repeat(101));

        assertThat(faults("half-quoted", run)).isNotEmpty();
        Told told = report("half-quoted", "[" + run + "]");
        assertThat(told.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains("got \"\ufffd\ufffd"));
        assertThat(refused("half-quoted"))
                .singleElement()
                .satisfies(event -> assertThat(event.payload().refused()).isEqualTo(told.errors()));
    }

    @Test
    void more_items_than_a_request_may_have_are_refused() {
        String runs = IntStream.rangeClosed(0, 1_000)
                .mapToObj("{\"workflow_id\": \"w-%d\"}"::formatted)
                .toList()
                .toString();

        assertThat(faults("too-many", runs))
                .singleElement()
                .satisfies(fault -> assertThat(fault.path("detail").asString())
                        .isEqualTo("expected an object or an array of 1 to 1000 objects, got an array of 1001"));
        assertThat(completed("too-many")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"w-1\"", ""})
    void what_is_neither_a_run_nor_an_array_with_items_is_refused(String body) {
        assertThat(faults("no-items", body))
                .extracting(fault -> fault.path("pointer").asString())
                .containsExactly("");
        assertThat(completed("no-items")).isEmpty();
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

    private List<Event<WorkflowCompleted>> completed(String tenant) {
        return published.of(tenant, EventTypes.WORKFLOW_COMPLETED);
    }

    private List<Event<WorkflowRefused>> refused(String tenant) {
        return published.of(tenant, EventTypes.WORKFLOW_REFUSED);
    }

    private Told report(String tenant, String body) {
        return report(tenant, body, null);
    }

    private Told report(String tenant, String body, @Nullable String key) {
        EntityExchangeResult<byte[]> result = post(tenant, body, key)
                .expectStatus()
                .isEqualTo(HttpStatus.ACCEPTED)
                .expectBody()
                .returnResult();
        Told told = EventJson.MAPPER.readValue(Objects.requireNonNull(result.getResponseBody()), Told.class);
        assertThat(result.getResponseHeaders().getLocation()).hasToString("/v1/jobs/" + told.jobId());
        return told;
    }

    private List<JsonNode> faults(String tenant, String body) {
        byte[] problem = post(tenant, body, null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return EventJson.MAPPER
                .readTree(Objects.requireNonNull(problem))
                .required("errors")
                .valueStream()
                .toList();
    }

    private WebTestClient.ResponseSpec post(String tenant, String body, @Nullable String key) {
        return as(tenant)
                .post()
                .uri("/v1/workflows")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.set("Idempotency-Key", key))
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec readJob(String tenant, Object id) {
        return as(tenant).get().uri("/v1/jobs/{id}", id).exchange();
    }
}
