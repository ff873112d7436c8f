package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.JobFinished;
import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Event;
import io.gleaner.pattern.TenantRuns.Run;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What is learned from workflow runs: operations, what they cost, and what people say of them. */
class OperationsOfRunsTest extends OnReplica {

    @Override
    Map<String, String> settings() {
        return Map.of("gleaner.operations.aging", "100ms");
    }

    private WebTestClient as(TenantRuns tenant) {
        return replica.as(shared.tokens().of(tenant.tenantId(), "alice"));
    }

    private void publish(TenantRuns tenant, Run... runs) {
        Edits.publish(replica, Arrays.stream(runs).map(tenant::event).toList());
    }

    private JsonNode list(TenantRuns tenant, String query) {
        return get(as(tenant), "/v1/operation-patterns" + query).get("items");
    }

    /** The only pattern once it was seen so often. */
    private JsonNode only(TenantRuns tenant, long occurrences) {
        return await().until(
                        () -> list(tenant, ""),
                        items -> items.size() == 1
                                && items.get(0).get("occurrence_count").asLong() == occurrences)
                .get(0);
    }

    private JsonNode counted(TenantRuns tenant, String signature, long occurrences) {
        return await().until(
                        () -> pattern(tenant, signature),
                        pattern -> pattern != null
                                && pattern.get("occurrence_count").asLong() == occurrences);
    }

    private @Nullable JsonNode pattern(TenantRuns tenant, String signature) {
        return list(tenant, "")
                .valueStream()
                .filter(item -> item.get("pattern_signature").asString().equals(signature))
                .findFirst()
                .orElse(null);
    }

    private static void hasNumbers(JsonNode pattern, String... fieldsAndNumbers) {
        for (int i = 0; i < fieldsAndNumbers.length; i += 2) {
            assertThat(pattern.get(fieldsAndNumbers[i]).decimalValue())
                    .as(fieldsAndNumbers[i])
                    .isEqualByComparingTo(new BigDecimal(fieldsAndNumbers[i + 1]));
        }
    }

    @Test
    void twoRunsGiveExactAveragesAThirdTimeChangesNothingAndACorrectionReplaces() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        Run second = tenant.run("run-2", "Run backend tests with pytest").costs(5200L, "0.52");
        publish(tenant, tenant.run("run-1", "Run backend tests with pytest"), second, second);

        JsonNode pattern = only(tenant, 2);
        assertThat(pattern.get("pattern_signature").asString()).isEqualTo("test:pytest:backend");
        assertThat(pattern.get("type").asString()).isEqualTo("test");
        hasNumbers(
                pattern,
                "avg_tokens_with_llm",
                "5100",
                "avg_cost_with_llm",
                "0.51",
                "avg_tokens_with_tool",
                "255",
                "avg_cost_with_tool",
                "0.0255",
                "potential_monthly_savings",
                "0.969");
        assertThat(pattern.get("savings_inputs").toString())
                .isEqualTo("{\"window_days\":30,\"occurrences\":2,\"cost\":1.02,\"saved_share\":0.95}");

        publish(tenant, second);
        publish(tenant, tenant.run("other", "git status"));
        counted(tenant, "git:status:summary", 1);
        assertThat(pattern(tenant, "test:pytest:backend")).isEqualTo(pattern);

        publish(tenant, second.costs(6000L, "0.60").corrected());
        await().untilAsserted(() -> hasNumbers(
                counted(tenant, "test:pytest:backend", 2), "avg_tokens_with_llm", "5500", "avg_cost_with_llm", "0.55"));
    }

    @Test
    void unknownTokensAndCostStillCountAsAnOccurrence() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        publish(
                tenant,
                tenant.run("run-1", "Build the UI"),
                tenant.run("run-2", "Build the UI").costs(null, null));

        JsonNode pattern = only(tenant, 2);

        hasNumbers(pattern, "avg_tokens_with_llm", "5000", "avg_cost_with_llm", "0.5");
    }

    @Test
    void aRunsCostIsBookedOnItsFirstOperationOnly() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        publish(
                tenant,
                tenant.run("run-1", "Compile server")
                        .from("adw_review_iso", "pytest failed")
                        .went(1, 0, "121"));

        JsonNode first = counted(tenant, "build:compile:backend", 1);
        JsonNode second = counted(tenant, "test:pytest:backend", 1);
        counted(tenant, "review:code:all", 1);

        hasNumbers(first, "avg_cost_with_llm", "0.5", "potential_monthly_savings", "0.475");
        assertThat(second.get("avg_cost_with_llm").isNull()).isTrue();
        hasNumbers(second, "potential_monthly_savings", "0");
        JsonNode run = get(as(tenant), "/v1/workflows/run-1");
        assertThat(run.get("patterns").toString())
                .isEqualTo("[\"build:compile:backend\",\"test:pytest:backend\",\"review:code:all\"]");
        assertThat(run.at("/characteristics/keywords").toString()).isEqualTo("[\"compile\",\"server\"]");
        JsonNode occurrence = get(as(tenant), "/v1/operation-patterns/" + id(second) + "/occurrences")
                .at("/items/0");
        assertThat(occurrence.get("layer").asString()).isEqualTo("error_message");
        assertThat(occurrence.get("cost").isNull()).isTrue();
        assertThat(occurrence.get("similarity_score").asInt()).isEqualTo(100);
        assertThat(occurrence.at("/characteristics/complexity").asString()).isEqualTo("simple");
    }

    private static String id(JsonNode pattern) {
        return pattern.get("pattern_id").asString();
    }

    @Test
    void whatNoRunShowsAnyMoreIsAsIfItHadNeverBeen() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        Run run = tenant.run("run-1", "Run tests");
        publish(tenant, run, tenant.run("run-2", "git diff"));
        counted(tenant, "test:generic:all", 1);

        publish(tenant, run.asks("git diff please").corrected());

        only(tenant, 2);
        publish(tenant, run.corrected().gone());
        assertThat(id(only(tenant, 1))).isNotEmpty();
    }

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
    void savingsAreOfTheLast30DaysAndRunsLeaveThemWithTime() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        Duration almost = Duration.ofDays(30).minusSeconds(60);
        publish(
                tenant,
                tenant.run("new", "Run tests"),
                tenant.run("leaving", "Run tests").started(tenant.received().minus(almost)),
                tenant.run("old", "Run tests").started(tenant.received().minus(Duration.ofDays(31))),
                tenant.run("ahead", "Run tests").started(tenant.received().plus(Duration.ofDays(365))));
        hasNumbers(only(tenant, 4), "potential_monthly_savings", "1.425", "avg_cost_with_llm", "0.5");

        replica.bean(JdbcClient.class)
                .sql("UPDATE pattern_occurrences SET happened_at = happened_at - interval '2 minutes' "
                        + "WHERE tenant_id = ? AND workflow_id = 'leaving'")
                .param(tenant.tenantId())
                .update();

        await().untilAsserted(() -> hasNumbers(only(tenant, 4), "potential_monthly_savings", "0.95"));
        assertThat(only(tenant, 4).at("/savings_inputs/occurrences").asInt()).isEqualTo(2);
    }

    @Test
    void aToolsRunIsComparedWithTheEstimateAndIsNoOccurrence() {
        TenantRuns tenant = TenantRuns.ofNewTenant();
        Run tool = tenant.run("tool-1", "Run tests").costs(200L, "0.03").byTool(" Test:Generic:All ");
        publish(
                tenant,
                tenant.run("run-1", "Run tests"),
                tool,
                tenant.run("tool-2", "Run tests").costs(100L, "0.01").byTool("?"));

        JsonNode validation = await().until(
                        () -> only(tenant, 1).get("tool_validation"),
                        found -> found.get("tool_runs").asInt() == 2);
        hasNumbers(
                validation,
                "avg_tokens",
                "150",
                "avg_cost",
                "0.02",
                "saved_per_run",
                "0.48",
                "estimated_saved_per_run",
                "0.475");

        publish(tenant, tool.gone());
        await().untilAsserted(() -> hasNumbers(
                only(tenant, 1).get("tool_validation"), "tool_runs", "1", "avg_cost", "0.01", "saved_per_run", "0.49"));
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
