package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.JobFinished;
import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Event;
import io.gleaner.pattern.TenantRuns.Run;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.JsonNode;

/** What people see of operations and of the runs that they sent, and what they say of them. */
class PeopleOnOperationsTest extends OnRuns {

    @Test
    void oftenEvenAndWellMakesACandidateAndAPersonDecidesFromThere() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        publish(
                tenant,
                IntStream.range(0, 5)
                        .mapToObj(i -> tenant.run("run-" + i, "npm ci"))
                        .toArray(Run[]::new));

        JsonNode pattern = only(tenant, 5);
        assertThat(pattern.get("status").asString()).isEqualTo("candidate");
        assertThat(pattern.get("band").asString()).isEqualTo("established");
        hasNumbers(pattern, "confidence_score", "90", "potential_monthly_savings", "2.375");
        String path = "/v1/operation-patterns/" + id(pattern);

        assertThat(post(tenant, path + "/review", "{\"status\":\"active\"}")).isEqualTo(HttpStatusCode.valueOf(409));
        assertThat(post(tenant, path + "/review", "{\"status\":\"cooked\"}")).isEqualTo(HttpStatusCode.valueOf(400));
        assertThat(post(tenant, path + "/review", "{\"status\":\"approved\",\"notes\":\"worth it\"}"))
                .isEqualTo(HttpStatusCode.valueOf(200));
        assertThat(post(tenant, path + "/review", "{\"status\":\"implemented\"}"))
                .isEqualTo(HttpStatusCode.valueOf(200));
        publish(tenant, tenant.run("run-0", "npm ci").corrected().gone());

        JsonNode detail = get(as(tenant), "/v1/operation-patterns/" + id(only(tenant, 4)));
        assertThat(detail.get("status").asString()).isEqualTo("implemented");
        assertThat(detail.get("reviewed_by").asString()).isEqualTo("alice");
        assertThat(detail.get("reviews").valueStream())
                .extracting(review -> review.get("from_status").asString() + " to "
                        + review.get("to_status").asString())
                .containsExactly("approved to implemented", "candidate to approved");

        assertThat(post(tenant, path + "/review", "{\"status\":\"detected\"}")).isEqualTo(HttpStatusCode.valueOf(200));
        assertThat(only(tenant, 4).get("status").asString()).isEqualTo("detected");
    }

    @Test
    void verdictsShowInTheAccuracyOfThePatternAndOfItsWeeks() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        publish(
                tenant,
                tenant.run("now", "Run tests"),
                tenant.run("before", "Run tests")
                        .costs(100L, "0.30")
                        .started(tenant.received().minus(Duration.ofDays(14))));
        String path = "/v1/operation-patterns/" + id(only(tenant, 2));

        assertThat(post(tenant, path + "/occurrences/now/verdict", "{\"correct\":true}"))
                .isEqualTo(HttpStatusCode.valueOf(200));
        assertThat(post(tenant, path + "/occurrences/before/verdict", "{\"correct\":true}"))
                .isEqualTo(HttpStatusCode.valueOf(200));
        assertThat(post(tenant, path + "/occurrences/before/verdict", "{\"correct\":false}"))
                .isEqualTo(HttpStatusCode.valueOf(200));
        assertThat(post(tenant, path + "/occurrences/other/verdict", "{\"correct\":false}"))
                .isEqualTo(HttpStatusCode.valueOf(404));

        assertThat(get(as(tenant), path).get("accuracy").toString())
                .isEqualTo("{\"judged\":2,\"correct\":1,\"share\":0.5}");
        JsonNode weeks = get(as(tenant), path + "/history").get("items");
        assertThat(weeks).hasSize(2);
        hasNumbers(
                weeks.get(0),
                "occurrence_count",
                "1",
                "total_occurrences",
                "2",
                "avg_cost_with_llm",
                "0.5",
                "confidence_score",
                "70");
        hasNumbers(
                weeks.get(1),
                "occurrence_count",
                "1",
                "total_occurrences",
                "1",
                "avg_cost_with_llm",
                "0.3",
                "confidence_score",
                "55");
        assertThat(weeks.get(1).at("/accuracy/correct").asInt()).isZero();
        JsonNode page = get(as(tenant), path + "/history?limit=1");
        assertThat(get(
                                as(tenant),
                                path + "/history?limit=1&cursor="
                                        + page.get("next_cursor").asString())
                        .get("items"))
                .containsExactly(weeks.get(1));
    }

    @Test
    void patternsAreListedInEveryOrderPageByPage() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        publish(
                tenant,
                tenant.run("a", "git log")
                        .costs(1L, "9")
                        .started(tenant.received().minusSeconds(50)),
                tenant.run("b", "npm ci").went(0, 0, "100"),
                tenant.run("c", "npm ci").went(0, 0, "101"),
                tenant.run("d", "README")
                        .started(tenant.received().minusSeconds(10))
                        .went(9, 9, null)
                        .costs(1L, "0.1"));
        await().until(() -> list(tenant, "").size() == 3);

        assertThat(pages(tenant, "savings")).containsExactly("git:log:summary", "deps:npm:update", "docs:generate:all");
        assertThat(pages(tenant, "count").getFirst()).isEqualTo("deps:npm:update");
        assertThat(pages(tenant, "confidence"))
                .containsExactly("deps:npm:update", "git:log:summary", "docs:generate:all");
        assertThat(pages(tenant, "recent")).containsExactly("deps:npm:update", "docs:generate:all", "git:log:summary");
        assertThat(list(tenant, "?type=git")).hasSize(1);
        assertThat(list(tenant, "?status=candidate")).isEmpty();
        as(tenant)
                .get()
                .uri("/v1/operation-patterns?sort=taste")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void whoSentRunsIsToldWhatBecameOfThem() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        UUID job = UUID.randomUUID();
        List<RefusedItem> refused = List.of(new RefusedItem(2, "/workflow_id is missing"));
        List<Event<?>> events = List.of(
                tenant.event(tenant.run("a", "Run tests")),
                tenant.reported(job, 1, 6, List.of("a"), refused),
                tenant.event(tenant.run("b", "Run tests")),
                tenant.event(tenant.run("c", "Run tests")),
                tenant.event(tenant.run("d", "Run tests")),
                tenant.event(tenant.run("e", "Run tests")),
                tenant.reported(job, 2, 6, List.of("a", "b", "c", "d", "e"), refused));
        Edits.publish(replica, events);

        JsonNode ended = await().until(
                        () -> jobOf(tenant, job),
                        found -> "completed".equals(found.path("status").asString("")));

        JsonNode result = ended.get("result");
        assertThat(result.get("pattern_ids")).hasSize(1);
        hasNumbers(result, "total_workflows", "6", "processed", "5", "total_patterns", "1", "new_patterns", "1");
        assertThat(result.get("errors").toString()).isEqualTo("[{\"index\":2,\"detail\":\"/workflow_id is missing\"}]");
        assertThat(ended.get("progress").toString())
                .isEqualTo("{\"done\":6,\"total\":6,\"unit\":\"runs\",\"percent\":100}");
        only(tenant, 5);
        try (Announced ends = Announced.on(replica, Topic.JOB_EVENTS)) {
            await().untilAsserted(() -> assertThat(ends.of(tenant.tenantId(), JobFinished.class))
                    .singleElement()
                    .satisfies(end -> assertThat(end.jobId()).isEqualTo(job.toString())));
        }
        Edits.publish(replica, events);
        UUID another = UUID.randomUUID();
        Edits.publish(replica, List.of(tenant.reported(another, 1, 1, List.of("a"), List.of())));
        await().until(() -> jobOf(tenant, another).path("status").asString("").equals("completed"));
        assertThat(jobOf(tenant, job)).isEqualTo(ended);
        as(TenantRuns.ofNewTenant())
                .get()
                .uri("/v1/jobs/" + job)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private HttpStatusCode post(TenantRuns tenant, String path, String body) {
        return as(tenant)
                .post()
                .uri(path)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange()
                .returnResult(Void.class)
                .getStatus();
    }

    private List<String> pages(TenantRuns tenant, String sort) {
        JsonNode first = get(as(tenant), "/v1/operation-patterns?limit=2&sort=" + sort);
        JsonNode second = get(
                as(tenant),
                "/v1/operation-patterns?limit=2&sort=" + sort + "&cursor="
                        + first.get("next_cursor").asString());
        assertThat(second.get("next_cursor").isNull()).isTrue();
        return Stream.concat(
                        first.get("items").valueStream(), second.get("items").valueStream())
                .map(item -> item.get("pattern_signature").asString())
                .toList();
    }

    private JsonNode jobOf(TenantRuns tenant, UUID job) {
        return Objects.requireNonNull(as(tenant)
                .get()
                .uri("/v1/jobs/" + job)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}
