package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** What a tenant's administrators decide about learning, its cost, its mistakes and its record. */
@Execution(ExecutionMode.CONCURRENT)
class AdministrationTest {

    private static final String SETTINGS = "/v1/settings/learning";

    private final Tenant tenant = Tenant.fresh();

    @Test
    void a_tenant_that_reviews_everything_gets_no_pattern_without_a_person() {
        change("review_policy", "review_all");
        List<String> rows = tenant.hasTimes(3, "Careful Corp");

        tenant.awaitCompleted(tenant.drags(rows, "Careful"));

        JsonNode suggestion = tenant.awaitSuggestion("pending_review");
        assertThat(tenant.patterns()).isEmpty();
        String id = suggestion.path("suggestion_id").asString();
        assertThat(tenant.alice()
                        .post("/v1/patterns/suggestions/" + id + "/approve", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(tenant.patterns()).hasSize(1);
    }

    @Test
    void a_lazy_tenant_learns_when_it_asks_to() {
        change("mode", "lazy");
        List<String> rows = tenant.hasTimes(3, "Lazy Corp");
        tenant.awaitCompleted(tenant.drags(rows, "Lazy"));
        await().atMost(Tenant.PATIENCE)
                .until(() -> Counting.in(
                                "pattern",
                                "SELECT count(*) FROM classification_evidence WHERE tenant_id = ?",
                                tenant.id())
                        == 3);
        assertThat(tenant.suggestions()).isEmpty();

        Api.Answer job = tenant.alice().post("/v1/patterns/analyze", Map.of());

        assertThat(job.status()).isEqualTo(202);
        tenant.awaitSuggestion("approved");
        await().atMost(Tenant.PATIENCE)
                .until(
                        () -> tenant.alice()
                                .get(job.location())
                                .body()
                                .path("status")
                                .asString(""),
                        "completed"::equals);
    }

    @Test
    void what_the_budget_holds_back_waits_for_it_and_goes_on_when_there_is_room() {
        assertThat(tenant.alice().put("/v1/llm/budget", budget("0.000001")).status())
                .isEqualTo(200);
        List<String> rows = tenant.hasTimes(3, "Thrifty Corp");
        tenant.awaitCompleted(tenant.drags(rows, "Thrift"));
        await().atMost(Tenant.PATIENCE)
                .untilAsserted(() -> assertThat(tenant.suggestions())
                        .singleElement()
                        .satisfies(waiting -> assertThat(
                                        waiting.path("waiting_for").asString())
                                .isEqualTo("budget")));

        assertThat(tenant.alice().put("/v1/llm/budget", budget("10")).status()).isEqualTo(200);

        tenant.awaitSuggestion("approved");
    }

    @Test
    void what_people_did_is_on_record_and_the_record_proves_itself() {
        tenant.hasTimes(1, "Recorded Corp");
        tenant.alice().delete("/v1/patterns/nobody-has-this");

        JsonNode verified = await().atMost(Tenant.PATIENCE)
                .until(
                        () -> tenant.alice().get("/v1/activity/verify").body(),
                        answer -> answer.path("entries").asInt() >= 3);

        assertThat(verified.path("valid").asBoolean()).isTrue();
        assertThat(tenant.alice().get("/v1/activity").body().path("items"))
                .extracting(
                        entry -> entry.path("type").asString(),
                        entry -> entry.at("/details/status").asString())
                .contains(tuple("import_transactions", "202"), tuple("delete_pattern", "404"));
    }

    private static Map<String, Object> budget(String cost) {
        return Map.of("limits", Map.of("cost_per_day", Map.of("amount", new BigDecimal(cost))));
    }

    private void change(String setting, String value) {
        assertThat(tenant.alice().put(SETTINGS, Map.of(setting, value)).status())
                .isEqualTo(200);
    }
}
