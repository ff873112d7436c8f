package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.pattern.TenantRuns.Run;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Which operations runs show, and what those come to. */
class OperationsOfRunsTest extends OnRuns {

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
}
