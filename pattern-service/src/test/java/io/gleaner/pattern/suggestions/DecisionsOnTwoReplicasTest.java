package io.gleaner.pattern.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.SuggestionRaised;
import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.Announced;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import io.gleaner.testing.OnRealServers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** People decide on whichever replica answers them; both work on one database, without a model. */
@OnRealServers
class DecisionsOnTwoReplicasTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final String KEY = "netflix com";

    private static Replica first;
    private static Replica second;
    private static Announced announced;

    private final Edits edits = Edits.ofNewTenant();

    @BeforeAll
    static void start() {
        first = SHARED.start(Map.of());
        second = SHARED.start(Map.of());
        announced = Announced.by(first);
    }

    @AfterAll
    static void stop() {
        announced.close();
        second.close();
        first.close();
        SHARED.database().close();
    }

    @Test
    void approvalsAtOnceMakeOnePattern() throws Exception {
        String id = pending();

        assertThat(atOnce(List.of(
                        () -> decide(first, id, "approve"),
                        () -> decide(second, id, "approve"),
                        () -> decide(first, id, "approve"),
                        () -> decide(second, id, "approve"))))
                .containsOnly(200);

        assertThat(table().count("patterns")).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(announced.of(edits, PatternActivated.class)).hasSize(1));
    }

    @Test
    void ofAnApprovalAndARejectionAtOnceOneHolds() throws Exception {
        String id = pending();

        List<Integer> answers = atOnce(List.of(() -> decide(first, id, "approve"), () -> decide(second, id, "reject")));

        boolean approved = answers.getFirst() == 200;
        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(table().statuses()).containsExactly(approved ? "approved" : "rejected");
        assertThat(table().count("patterns")).isEqualTo(approved ? 1 : 0);
    }

    @Test
    void whatWasRejectedIsReviewedAgainWithTheCountsOfNow() {
        String id = pending();
        decide(first, id, "reject");
        closeWindow(edits.more(3, 2, KEY, "Media"));
        assertThat(table().suggestions()).containsExactly("rejected netflix com Media 3 1");

        assertThat(decide(second, id, "reopen")).isEqualTo(200);
        assertThat(decide(first, id, "reopen")).isEqualTo(200);

        assertThat(table().suggestions()).containsExactly("pending_review netflix com Media 5 1");
        assertThat(decide(first, id, "approve")).isEqualTo(200);
        assertThat(decide(second, id, "reopen")).isEqualTo(409);
        assertThat(table().count("patterns")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(announced.of(edits, SuggestionRaised.class))
                .extracting(SuggestionRaised::status)
                .containsExactly("pending_review", "rejected", "pending_review", "approved"));
    }

    @Test
    void whatWasRejectedStaysSoIfTooLittleIsLeftOrItIsBackAlready() {
        var three = edits.same(3, KEY, "Media");
        Edits.publish(first, three);
        String id = onlySuggestion();
        decide(first, id, "reject");
        closeWindow(List.of(edits.undo(three.getFirst())));
        assertThat(decide(second, id, "reopen")).isEqualTo(409);
        assertThat(table().statuses()).containsExactly("rejected");

        closeWindow(edits.more(3, 11, KEY, "Media"));
        await().until(() -> table().statuses(), List.of("rejected", "pending_review")::equals);

        assertThat(decide(second, id, "reopen")).isEqualTo(409);
        assertThat(table().statuses()).containsExactly("rejected", "pending_review");
    }

    @Test
    void aChangeOfSettingsOnOneHoldsOnBoth() {
        as(first)
                .put()
                .uri("/v1/settings/learning")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"thresholds\":{\"min_occurrences\":4}}")
                .exchange()
                .expectStatus()
                .isOk();

        closeWindow(edits.same(3, KEY, "Media"));
        assertThat(table().suggestions()).isEmpty();
        closeWindow(edits.more(3, 1, KEY, "Media"));

        await().until(() -> table().statuses(), List.of("pending_review")::equals);
        as(second)
                .get()
                .uri("/v1/settings/learning")
                .exchange()
                .expectBody()
                .jsonPath("$.thresholds.min_occurrences")
                .isEqualTo(4);
    }

    private String pending() {
        Edits.publish(first, edits.same(3, KEY, "Media"));
        return onlySuggestion();
    }

    private String onlySuggestion() {
        await().until(() -> table().statuses(), List.of("pending_review")::equals);
        byte[] body = as(second)
                .get()
                .uri("/v1/patterns/suggestions")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return EventJson.MAPPER.readTree(body).at("/items/0/suggestion_id").asString();
    }

    private void closeWindow(List<? extends Event<?>> given) {
        int before = announced.of(edits, WindowClosed.class).size();
        Edits.publish(first, given);
        await().untilAsserted(() ->
                assertThat(announced.of(edits, WindowClosed.class)).hasSize(before + 1));
    }

    private int decide(Replica replica, String id, String decision) {
        return as(replica)
                .post()
                .uri("/v1/patterns/suggestions/{id}/{decision}", id, decision)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private WebTestClient as(Replica replica) {
        return replica.as(SHARED.tokens().of(edits.tenantId(), "alice"));
    }

    private Table table() {
        return Table.of(first, edits);
    }

    private static List<Integer> atOnce(List<Callable<Integer>> decisions) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(decisions).stream().map(Future::resultNow).toList();
        }
    }
}
