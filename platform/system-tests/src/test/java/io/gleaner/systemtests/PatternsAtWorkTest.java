package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Api.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** What an active pattern does to transactions, and how people look at it, use it, correct it and take it back. */
@Execution(ExecutionMode.CONCURRENT)
class PatternsAtWorkTest {

    private final Tenant tenant = Tenant.fresh();

    @Test
    void new_transactions_are_labelled_by_the_pattern_and_say_so() {
        JsonNode pattern = learned("Corner Bakery", "Food");

        List<String> rows = tenant.imports("new-", "CORNER BAKERY ref 4711", "Corner Shop", "Corner Bakery");

        assertThat(label(rows.get(0)).path("value").asString()).isEqualTo("Food");
        assertThat(label(rows.get(0)).path("set_by").asString()).isEqualTo("pattern");
        assertThat(label(rows.get(0)).path("set_by_id").asString()).isEqualTo(id(pattern));
        assertThat(label(rows.get(1)).isMissingNode()).isTrue();
        JsonNode explained = tenant.alice()
                .get("/v1/transactions/" + rows.get(0) + "/explanation")
                .body()
                .path("labels")
                .path("entity");
        assertThat(explained.path("pattern").path("pattern_id").asString()).isEqualTo(id(pattern));
        assertThat(explained.path("losers").size()).isZero();
        await().atMost(Tenant.PATIENCE)
                .untilAsserted(
                        () -> assertThat(pattern(pattern).path("hits").asInt()).isEqualTo(2));
    }

    @Test
    void apply_changes_what_the_preview_counted_and_undo_keeps_what_somebody_changed_since() {
        List<String> old = tenant.imports("old-", "Old Mill", "Old Mill", "Old Mill", "Old Mill", "Old Mill");
        JsonNode pattern = learned("Old Mill", "Flour");
        JsonNode preview =
                tenant.alice().get("/v1/patterns/" + id(pattern) + "/preview").body();
        assertThat(preview.path("count").asInt()).isEqualTo(5);
        assertThat(preview.path("locked").asInt()).isEqualTo(3);
        assertThat(preview.path("other_labels").asInt()).isZero();

        Answer applied = tenant.alice().post("/v1/patterns/" + id(pattern) + "/apply", Map.of());

        assertThat(tenant.awaitCompleted(applied).path("updated").asInt()).isEqualTo(5);
        assertThat(old)
                .allSatisfy(
                        row -> assertThat(label(row).path("set_by").asString()).isEqualTo("pattern"));
        assertThat(tenant.alice()
                        .get("/v1/patterns/" + id(pattern) + "/preview")
                        .body()
                        .path("count")
                        .asInt())
                .isZero();

        tenant.awaitCompleted(tenant.edits(old.getFirst(), "Antiques"));
        JsonNode undo = tenant.awaitCompleted(tenant.alice().post(applied.location() + "/undo", Map.of()));

        assertThat(undo.path("updated").asInt()).isEqualTo(4);
        assertThat(undo.path("refused_total").asInt()).isEqualTo(1);
        assertThat(label(old.getFirst()).path("value").asString()).isEqualTo("Antiques");
        assertThat(old.subList(1, 5))
                .allSatisfy(row -> assertThat(label(row).isMissingNode()).isTrue());
        assertThat(tenant.alice().get(applied.location()).body().path("status").asString())
                .isEqualTo("undone");
        assertThat(tenant.alice().post(applied.location() + "/undo", Map.of()).status())
                .isEqualTo(409);
    }

    @Test
    void corrections_pause_a_pattern_that_is_wrong_too_often() {
        JsonNode pattern = learned("Kiosk Central", "Press");
        List<String> rows = tenant.imports(
                "new-", IntStream.range(0, 10).mapToObj(i -> "Kiosk Central").toArray(String[]::new));

        tenant.awaitCompleted(tenant.drags(rows.subList(0, 3), "Tobacco"));

        await().atMost(Tenant.PATIENCE)
                .untilAsserted(() ->
                        assertThat(pattern(pattern).path("status").asString()).isEqualTo("paused"));
        assertThat(pattern(pattern).path("precision").decimalValue()).isEqualByComparingTo("0.7");
        await().atMost(Tenant.PATIENCE)
                .until(() -> Counting.in(
                                "tracking",
                                "SELECT count(*) FROM known_patterns WHERE tenant_id = ? AND status = 'paused'",
                                tenant.id())
                        == 1);
        String later = tenant.imports("later-", "Kiosk Central").getFirst();
        assertThat(label(later).isMissingNode()).isTrue();
    }

    @Test
    void undoing_the_edits_that_a_pattern_came_from_pauses_it() {
        List<String> rows = tenant.hasTimes(3, "Short Lived");
        Answer drag = tenant.drags(rows, "Mistake");
        tenant.awaitCompleted(drag);
        tenant.awaitSuggestion("approved");

        tenant.awaitCompleted(tenant.alice().post(drag.location() + "/undo", Map.of()));

        assertThat(rows)
                .allSatisfy(row -> assertThat(label(row).isMissingNode()).isTrue());
        await().atMost(Tenant.PATIENCE)
                .untilAsserted(() -> assertThat(tenant.patterns())
                        .singleElement()
                        .satisfies(pattern ->
                                assertThat(pattern.path("status").asString()).isEqualTo("paused")));
    }

    @Test
    void a_deleted_pattern_stops_at_once_and_its_suggestion_does_not_come_back() {
        JsonNode pattern = learned("Gone Tomorrow", "Never");

        assertThat(tenant.alice().delete("/v1/patterns/" + id(pattern)).status())
                .isEqualTo(204);

        await().atMost(Tenant.PATIENCE)
                .until(() -> Counting.in(
                                "tracking",
                                "SELECT count(*) FROM known_patterns WHERE tenant_id = ? AND status = 'deleted'",
                                tenant.id())
                        == 1);
        List<String> rows = tenant.imports("new-", "Gone Tomorrow", "Gone Tomorrow");
        assertThat(label(rows.getFirst()).isMissingNode()).isTrue();
        tenant.awaitCompleted(tenant.drags(rows, "Never"));
        tenant.awaitLearned(5);
        assertThat(tenant.suggestions()).hasSize(1);
    }

    @Test
    void an_operation_tells_step_by_step_what_became_of_it() {
        List<String> rows = tenant.hasTimes(3, "Long Story");
        Answer drag = tenant.drags(rows, "Tale");
        tenant.awaitCompleted(drag);
        tenant.awaitSuggestion("approved");

        JsonNode operation = await().atMost(Tenant.PATIENCE)
                .until(
                        () -> tenant.alice().get(drag.location()).body(),
                        answer -> steps(answer).contains("applied"));

        assertThat(steps(operation))
                .containsSubsequence("received", "tracked", "learned", "window", "called", "decided", "applied");
        assertThat(operation.path("timeline").valueStream())
                .allSatisfy(step -> assertThat(step.path("at").isString()).isTrue());
    }

    private static List<String> steps(JsonNode operation) {
        return operation
                .path("timeline")
                .valueStream()
                .map(step -> step.path("step").asString())
                .toList();
    }

    /** Labels three new transactions with this text and waits for the pattern that comes of it, everywhere. */
    private JsonNode learned(String text, String value) {
        List<String> rows = tenant.imports("taught-", text, text, text);
        tenant.awaitCompleted(tenant.drags(rows, value));
        tenant.awaitSuggestion("approved");
        await().atMost(Tenant.PATIENCE)
                .until(() -> Counting.in(
                                "tracking",
                                "SELECT count(*) FROM known_patterns WHERE tenant_id = ? AND status = 'active'",
                                tenant.id())
                        == 1);
        return tenant.patterns().getFirst();
    }

    private JsonNode pattern(JsonNode known) {
        return tenant.alice().get("/v1/patterns/" + id(known)).body();
    }

    private static String id(JsonNode pattern) {
        return pattern.path("pattern_id").asString();
    }

    private JsonNode label(String transactionId) {
        return tenant.alice()
                .get("/v1/transactions/" + transactionId)
                .body()
                .path("labels")
                .path("entity");
    }
}
