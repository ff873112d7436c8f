package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.SuggestionRaised;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.JsonNode;

/** What people decide about suggestions. */
class DecisionsOfPeopleTest extends WithoutModel {

    @Test
    void withoutAModelStatisticsRaiseWhatAPersonDecides() {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(replica, edits.same(9, "netflix com", "Media"));

        JsonNode suggestion = onlySuggestion(edits, "pending_review");

        assertThat(suggestion.path("field").asString()).isEqualTo("entity");
        assertThat(suggestion.path("label").asString()).isEqualTo("Media");
        assertThat(suggestion.path("key").asString()).isEqualTo("netflix com");
        assertThat(suggestion.path("direction").asString()).isEqualTo("debit");
        assertThat(suggestion.path("occurrences").asInt()).isEqualTo(9);
        assertThat(suggestion.path("agreement").decimalValue()).isEqualByComparingTo("1");
        assertThat(suggestion.path("confidence").decimalValue()).isEqualByComparingTo("0.9");
        assertThat(suggestion.path("model").asString()).isEqualTo("none");
        assertThat(suggestion.path("examples")).hasSize(5);
        assertThat(suggestion.path("tokens").toString()).isEqualTo("[\"netflix\",\"com\"]");
        assertThat(Table.of(replica, edits).count("llm_calls")).isZero();
        assertThat(Table.of(replica, edits).count("llm_permits")).isZero();
        await().untilAsserted(() -> assertThat(announced.of(edits, SuggestionRaised.class))
                .singleElement()
                .extracting(SuggestionRaised::model)
                .isEqualTo("none"));
    }

    @Test
    void twoApprovalsAtOnceMakeOnePattern() throws Exception {
        Edits edits = pending("approved twice");
        String id =
                onlySuggestion(edits, "pending_review").path("suggestion_id").asString();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpStatusCode>> answers = Stream.of(1, 2, 3, 4)
                    .map(i -> threads.submit(() -> decide(edits, id, "approve")))
                    .toList();
            for (Future<HttpStatusCode> answer : answers) {
                assertThat(answer.get().value()).isEqualTo(200);
            }
        }

        assertThat(Table.of(replica, edits).count("patterns")).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(announced.of(edits, PatternActivated.class)).hasSize(1));
        assertThat(announced.of(edits, SuggestionRaised.class))
                .extracting(SuggestionRaised::status)
                .containsExactly("pending_review", "approved");
        as(edits)
                .get()
                .uri("/v1/patterns")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                {"items":[{"field":"entity","label":"Media","tokens":["approved","twice"],"status":"active","priority":0,
                "conditions":{"direction":"debit"},"suggestion_id":"%s"}],"next_cursor":null}""".formatted(id));
    }

    @Test
    void theOppositeDecisionIsRefusedAndTheSameOneChangesNothing() {
        Edits approved = pending("approved first");
        Edits rejected = pending("rejected first");
        String approvedId = idOfOnly(approved);
        String rejectedId = idOfOnly(rejected);

        assertThat(decide(approved, approvedId, "approve").value()).isEqualTo(200);
        assertThat(decide(approved, approvedId, "reject").value()).isEqualTo(409);
        assertThat(decide(rejected, rejectedId, "reject").value()).isEqualTo(200);
        assertThat(decide(rejected, rejectedId, "approve").value()).isEqualTo(409);
        assertThat(decide(rejected, rejectedId, "reject").value()).isEqualTo(200);

        assertThat(Table.of(replica, approved).statuses()).containsExactly("approved");
        assertThat(Table.of(replica, rejected).statuses()).containsExactly("rejected");
        assertThat(Table.of(replica, rejected).count("patterns")).isZero();
    }

    @Test
    void aReasonIsKept() {
        Edits edits = pending("with a reason");
        as(edits)
                .post()
                .uri("/v1/patterns/suggestions/{id}/reject", idOfOnly(edits))
                .bodyValue(Map.of("reason", "Too general."))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("rejected")
                .jsonPath("$.reasoning")
                .isEqualTo("Too general.");
    }

    @ParameterizedTest
    @CsvSource({"1000, 128512, 200", "1001, 120, 400", "1, 0, 400"})
    void aReasonHasTheContractsBoundsAndNothingThatCannotBeKept(int length, int character, int status) {
        Edits edits = pending("with a reason of bounds");

        as(edits)
                .post()
                .uri("/v1/patterns/suggestions/{id}/reject", idOfOnly(edits))
                .bodyValue(Map.of("reason", Character.toString(character).repeat(length)))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    @Test
    void aReviewIsWithdrawnWhenUndoLeavesTooFewOfIt() {
        Edits edits = Edits.ofNewTenant();
        var three = edits.same(3, "undone later", "Media");
        Edits.publish(replica, three);
        onlySuggestion(edits, "pending_review");

        Edits.publish(replica, List.of(edits.undo(three.getFirst())));

        await().until(() -> Table.of(replica, edits).statuses(), List.of()::equals);
    }

    @Test
    void countsOfAnOpenSuggestionAreLive() {
        Edits edits = pending("counted live");

        Edits.publish(replica, edits.same(7, "counted live", "Media"));

        await().until(
                        () -> onlySuggestion(edits, "pending_review")
                                .path("occurrences")
                                .asInt(),
                        Integer.valueOf(7)::equals);
    }
}
