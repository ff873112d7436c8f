package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** Case 1 of the specification, with two pattern-services. */
@Isolated
class NineEditsTest {

    private final Stack stack = Stack.running();
    private final Tenant tenant = Tenant.fresh();
    private final String merchant = "NETFLIX" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    @Test
    void nine_rows_dragged_over_cost_one_call_and_give_one_suggestion_and_one_notification() {
        List<String> rows = tenant.has(nineRows());
        try (LiveEvents live = LiveEvents.followedBy(tenant.alice())) {

            JsonNode operation = tenant.awaitCompleted(tenant.drags(rows, "Media"));

            assertThat(operation.path("requested").asInt()).isEqualTo(9);
            assertThat(operation.path("updated").asInt()).isEqualTo(9);
            assertThat(Counting.tracked(tenant)).isEqualTo(9);
            JsonNode suggestion = tenant.awaitSuggestion("approved");
            assertThat(suggestion.path("occurrences").asInt()).isEqualTo(9);
            assertThat(suggestion.path("label").asString()).isEqualTo("Media");
            assertThat(suggestion.path("key").asString()).isEqualToIgnoringCase(merchant + " com");
            await().atMost(Tenant.PATIENCE)
                    .until(() -> !live.named("pattern.activated").isEmpty());
            assertThat(live.named("pattern.activated")).hasSize(1);
            assertThat(live.named("suggestion.raised")).hasSize(1);
            assertThat(live.named("window.closed")).hasSize(1);
            assertThat(callsAbout(merchant)).hasSize(1);
            assertThat(usage()).isEqualTo(1);
        }
    }

    @Test
    void a_client_that_was_away_sees_what_it_missed() {
        seesWhatItMissedDuring(() -> tenant.awaitSuggestion("approved"));
    }

    @Test
    void a_client_whose_gateway_was_killed_sees_what_it_missed() {
        seesWhatItMissedDuring(() -> stack.kill("gateway"));
    }

    private void seesWhatItMissedDuring(Runnable absence) {
        List<String> rows = tenant.has(nineRows());
        String before;
        try (LiveEvents live = LiveEvents.followedBy(tenant.alice())) {
            tenant.drags(rows, "Media");
            await().atMost(Tenant.PATIENCE)
                    .until(() -> !live.named("window.closed").isEmpty());
            before = live.named("window.closed").getFirst().id();
        }

        absence.run();

        try (LiveEvents again = LiveEvents.resumedBy(tenant.alice(), before)) {
            await().atMost(Tenant.PATIENCE)
                    .until(() -> again.named("pattern.activated").size() == 1);
            assertThat(again.named("suggestion.raised")).hasSize(1);
            assertThat(again.named("window.closed")).isEmpty();
        }
    }

    @Test
    void the_same_idempotency_key_gives_the_first_answer_again_and_one_effect() {
        List<String> rows = tenant.has(nineRows());
        Map<String, Object> edit = Map.of("transaction_ids", rows, "field", "entity", "value", "Media");
        Map<String, String> key = Map.of("Idempotency-Key", "key-" + UUID.randomUUID());

        Api.Answer first = tenant.alice().post("/v1/transactions/bulk-update", edit, key);
        Api.Answer second = tenant.alice().post("/v1/transactions/bulk-update", edit, key);
        Api.Answer other = tenant.alice()
                .post(
                        "/v1/transactions/bulk-update",
                        Map.of("transaction_ids", rows, "field", "entity", "value", "X"),
                        key);

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(other.status()).isEqualTo(422);
        tenant.awaitCompleted(first);
        tenant.awaitSuggestion("approved");
        assertThat(Counting.tracked(tenant)).isEqualTo(9);
        assertThat(callsAbout(merchant)).hasSize(1);
    }

    private String[] nineRows() {
        return IntStream.range(0, 9)
                .mapToObj(i -> merchant + ".COM ref " + (1037 + 37 * i))
                .toArray(String[]::new);
    }

    private long usage() {
        return tenant.alice().get("/v1/llm/usage").body().path("calls").asLong();
    }

    private List<JsonNode> callsAbout(String text) {
        return stack.model().questionsNaming(text.toLowerCase(java.util.Locale.ROOT));
    }
}
