package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Api.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Workflow runs, as other systems report them and as people look at them. */
@Execution(ExecutionMode.CONCURRENT)
class WorkflowRunsTest {

    private final Workflows workflows = Workflows.ofFreshTenant();
    private final Api alice = workflows.tenant().alice();

    @Test
    void five_runs_of_one_text_are_one_pattern_and_a_second_time_nothing_new() {
        List<Object> runs = IntStream.range(0, 5)
                .<Object>mapToObj(i -> Workflows.run("run-" + i, "Run backend tests with pytest"))
                .toList();

        JsonNode first = workflows.reported(runs);
        JsonNode again = workflows.reported(runs);

        assertThat(first.path("processed").asInt()).isEqualTo(5);
        assertThat(first.path("total_patterns").asInt()).isEqualTo(1);
        assertThat(first.path("new_patterns").asInt()).isEqualTo(1);
        assertThat(again.path("processed").asInt()).isEqualTo(5);
        assertThat(again.path("new_patterns").asInt()).isZero();
        JsonNode pattern = workflows.patterns().getFirst();
        assertThat(workflows.patterns()).hasSize(1);
        assertThat(pattern.path("pattern_id"))
                .isEqualTo(first.path("pattern_ids").path(0));
        assertThat(pattern.path("occurrence_count").asInt()).isEqualTo(5);
        assertThat(pattern.path("status").asString()).isEqualTo("candidate");
        assertThat(alice.get("/v1/operation-patterns/"
                                + pattern.path("pattern_id").asString() + "/occurrences")
                        .body()
                        .path("items"))
                .hasSize(5);
    }

    @Test
    void broken_items_never_stop_the_others_and_are_named_by_their_index() {
        List<Object> runs = new ArrayList<>(IntStream.range(0, 6)
                .<Object>mapToObj(i -> Workflows.run("run-" + i, "npm ci"))
                .toList());
        runs.set(2, Map.of("nl_input", "npm ci"));
        runs.set(4, "not a run");

        Answer accepted = workflows.report(runs);
        JsonNode result = workflows.ended(accepted);

        assertThat(accepted.body().path("accepted").asInt()).isEqualTo(4);
        assertThat(indexes(accepted.body())).containsExactly(2, 4);
        assertThat(indexes(result)).containsExactly(2, 4);
        assertThat(result.at("/errors/0/detail").asString()).contains("workflow_id");
        assertThat(result.path("total_workflows").asInt()).isEqualTo(6);
        assertThat(result.path("processed").asInt()).isEqualTo(4);
        assertThat(workflows.patterns())
                .extracting(pattern -> pattern.path("occurrence_count").asInt())
                .containsExactly(4);
    }

    private static List<Integer> indexes(JsonNode answer) {
        return answer.path("errors")
                .valueStream()
                .map(error -> error.path("index").asInt())
                .toList();
    }

    @Test
    void a_run_without_an_id_is_refused_and_nothing_is_written() {
        Answer refused = workflows.report(Map.of("nl_input", "Run tests"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/workflow_id");
        workflows.reported(Workflows.run("run-1", "git status"));
        assertThat(workflows.signatures()).containsExactly("git:status:summary");
    }

    @Test
    void a_corrected_run_replaces_its_numbers() {
        workflows.reported(List.of(
                Workflows.run("run-1", "Build the UI"), costing("run-2", 5200, 0.52), costing("run-2", 5200, 0.52)));
        assertThat(only().path("avg_cost_with_llm").decimalValue()).isEqualByComparingTo("0.51");
        assertThat(only().path("potential_monthly_savings").decimalValue()).isEqualByComparingTo("0.969");

        workflows.reported(costing("run-2", 6000, 0.60));

        assertThat(only().path("avg_tokens_with_llm").decimalValue()).isEqualByComparingTo("5500");
        assertThat(only().path("avg_cost_with_llm").decimalValue()).isEqualByComparingTo("0.55");
    }

    private static Map<String, ?> costing(String id, int tokens, double cost) {
        Map<String, Object> run = new HashMap<>(Workflows.run(id, "Build the UI"));
        run.put("total_tokens", tokens);
        run.put("actual_cost_total", cost);
        return run;
    }

    private JsonNode only() {
        List<JsonNode> patterns = workflows.patterns();
        assertThat(patterns).hasSize(1);
        return patterns.getFirst();
    }

    @Test
    void what_a_tenant_adds_to_the_triggers_holds_for_the_past_once_a_backfill_ran() {
        workflows.reported(List.of(
                Workflows.run("run-1", "gradle check on the server"), Workflows.run("run-2", "plan the sprint")));
        assertThat(workflows.signatures()).isEmpty();
        Map<String, Object> added =
                Map.of("categories", List.of(Map.of("name", "test", "triggers", List.of("gradle check"))));

        assertThat(alice.put("/v1/settings/operation-triggers", added).status()).isEqualTo(200);
        JsonNode tried = workflows.ended(alice.post("/v1/workflows/backfill", Map.of("dry_run", true)));

        assertThat(tried.path("changed").asInt()).isEqualTo(1);
        assertThat(tried.path("gained").toString()).isEqualTo("{\"test:generic:backend\":1}");
        assertThat(workflows.signatures()).isEmpty();

        JsonNode done = workflows.done("/v1/workflows/backfill");
        JsonNode again = workflows.done("/v1/workflows/backfill");

        assertThat(done.path("total_workflows").asInt()).isEqualTo(2);
        assertThat(done.path("changed").asInt()).isEqualTo(1);
        assertThat(again.path("changed").asInt()).isZero();
        assertThat(workflows.signatures()).containsExactly("test:generic:backend");
        assertThat(workflows.run("run-1").path("patterns").toString()).isEqualTo("[\"test:generic:backend\"]");
    }

    @Test
    void operations_that_are_asked_for_in_the_same_words_are_merged_where_a_person_says_so() {
        workflows.reported(List.of(
                Workflows.run("run-1", "please run all the pytest checks of today"),
                Workflows.run("run-2", "please run all the pytest checks of today now"),
                Workflows.run("run-3", "please run all the vitest checks of today now")));
        assertThat(workflows.signatures()).containsExactly("test:pytest:all", "test:vitest:all");

        workflows.done("/v1/operation-patterns/merges");
        JsonNode proposal = alice.get("/v1/operation-patterns/merges?status=proposed")
                .body()
                .path("items")
                .path(0);
        assertThat(proposal.path("from_signature").asString()).isEqualTo("test:vitest:all");
        assertThat(proposal.path("into_signature").asString()).isEqualTo("test:pytest:all");
        assertThat(proposal.path("similarity").asDouble()).isGreaterThanOrEqualTo(0.7);
        String path =
                "/v1/operation-patterns/merges/" + proposal.path("merge_id").asString();

        workflows.done(path + "/accept");

        assertThat(workflows.signatures()).containsExactly("test:pytest:all");
        assertThat(only().path("occurrence_count").asInt()).isEqualTo(3);
        assertThat(alice.send("POST", path + "/reject", null, Map.of()).status())
                .isEqualTo(409);
        workflows.reported(Workflows.run("run-4", "vitest"));
        assertThat(only().path("occurrence_count").asInt()).isEqualTo(4);
        JsonNode check = workflows.done("/v1/workflows/integrity-check");
        assertThat(check.path("consistent").asBoolean()).as("%s", check).isTrue();
    }

    @Test
    void a_check_finds_what_does_not_fit_together_and_a_backfill_mends_it() throws Exception {
        workflows.reported(List.of(Workflows.run("run-1", "Run tests"), Map.of("workflow_id", "run-2")));
        try (var database = Stack.running().database("pattern");
                var delete = database.prepareStatement("DELETE FROM pattern_occurrences WHERE tenant_id = ?")) {
            delete.setString(1, workflows.tenant().id());
            assertThat(delete.executeUpdate()).isEqualTo(1);
        }

        JsonNode check = workflows.done("/v1/workflows/integrity-check");

        assertThat(check.path("consistent").asBoolean()).isFalse();
        assertThat(check.path("findings")
                        .valueStream()
                        .filter(finding -> finding.path("count").asInt() > 0)
                        .map(finding -> finding.path("check").asString() + " "
                                + finding.path("samples").path(0).asString()))
                .containsExactly(
                        "missing_links run-1",
                        "wrong_counts test:generic:all",
                        "runs_without_input run-2",
                        "runs_without_tokens run-2",
                        "runs_without_cost run-2");
        workflows.done("/v1/workflows/backfill");
        await().untilAsserted(() -> assertThat(workflows.signatures()).containsExactly("test:generic:all"));
    }
}
