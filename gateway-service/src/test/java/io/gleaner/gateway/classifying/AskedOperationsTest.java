package io.gleaner.gateway.classifying;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.gleaner.contracts.ClassificationUndone;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.PatternApplied;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.gateway.PublishedEvents;
import io.gleaner.kit.events.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Undoing and applying: accepted only where the owner of the thing finds it fit. */
class AskedOperationsTest extends GatewayScenario {

    private static final String UNDO = "/v1/operations/o%2F1/undo";
    private static final String APPLY = "/v1/patterns/0198c5c7-0000-7000-8000-000000000001/apply";
    private static final String UNDOABLE = operation("completed", true);
    private static final String PATTERN = """
            {"pattern_id": "0198c5c7-0000-7000-8000-000000000001", "row_version": 3, "field": "entity",
             "label": "Media", "tokens": ["acme", "tv"], "status": "active", "priority": 7, "hits": 12,
             "conditions": {"direction": "debit", "amount_min": 0.10, "amount_max": 12345678901234567890.123,
                            "account_id": null, "currency": "EUR"},
             "created_at": "2026-01-31T10:00:00.123456Z"}""";

    private final PublishedEvents published = new PublishedEvents(TOPICS);

    @Test
    void what_the_owner_calls_undoable_is_undone_by_an_operation_of_its_own() {
        owner("/v1/operations/o%2F1", okJson(UNDOABLE));
        String token = TOKENS.of("undoing", "alice", "read write");

        Answered answer = post(withToken(token), UNDO, null);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.location()).isEqualTo("/v1/operations/" + answer.operationId());
        assertThat(undone("undoing"))
                .singleElement()
                .satisfies(event -> assertThat(event.payload())
                        .isEqualTo(new ClassificationUndone(answer.operationId(), "alice", "o/1")));
        OWNER.verify(getRequestedFor(urlEqualTo("/v1/operations/o%2F1"))
                .withHeader("Authorization", equalTo("Bearer " + token)));
    }

    @Test
    void a_pattern_is_applied_as_its_owner_defines_it_now() {
        owner("/v1/patterns/0198c5c7-0000-7000-8000-000000000001", okJson(PATTERN));

        Answered answer = post(as("applying"), APPLY, null);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(published.of("applying", EventTypes.PATTERN_APPLIED))
                .singleElement()
                .satisfies(event -> assertThat(event.payload())
                        .isEqualTo(new PatternApplied(
                                answer.operationId(),
                                "alice",
                                new PatternApplied.Definition(
                                        "0198c5c7-0000-7000-8000-000000000001",
                                        3,
                                        "entity",
                                        "Media",
                                        List.of("acme", "tv"),
                                        "debit",
                                        new BigDecimal("0.10"),
                                        new BigDecimal("12345678901234567890.123"),
                                        null,
                                        "EUR",
                                        7,
                                        Instant.parse("2026-01-31T10:00:00.123456Z")))));
    }

    @ParameterizedTest
    @CsvSource({UNDO + ",undo", APPLY + ",application"})
    void an_accepted_one_is_shown_before_its_owner_knows_it(String path, String kind) {
        everything(path.equals(UNDO) ? UNDOABLE : PATTERN);
        String location = post(as("waiting-" + kind), path, null).location();
        OWNER.resetAll();

        as("waiting-" + kind)
                .get()
                .uri(location)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("accepted")
                .jsonPath("$.kind")
                .isEqualTo(kind)
                .jsonPath("$.timeline[0].step")
                .isEqualTo("received")
                .jsonPath("$.timeline_complete")
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {UNDO, APPLY})
    void what_the_owner_does_not_know_is_not_found_and_nothing_is_published(String path) {
        assertThat(post(as("unknown"), path, null).status()).isEqualTo(404);
        assertThat(published.of("unknown", EventTypes.CLASSIFICATION_UNDONE)).isEmpty();
        assertThat(published.of("unknown", EventTypes.PATTERN_APPLIED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"undone", "completed", "failed", "processing"})
    void what_the_owner_does_not_call_undoable_is_answered_409(String status) {
        owner("/v1/operations/o%2F1", okJson(operation(status, false)));

        assertThat(post(as("not-undoable"), UNDO, null).status()).isEqualTo(409);
        assertThat(undone("not-undoable")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "deleted"})
    void a_pattern_that_is_not_active_is_answered_409(String status) {
        owner(
                "/v1/patterns/0198c5c7-0000-7000-8000-000000000001",
                okJson(PATTERN.replace("\"active\"", '"' + status + '"')));

        assertThat(post(as("not-active"), APPLY, null).status()).isEqualTo(409);
        assertThat(published.of("not-active", EventTypes.PATTERN_APPLIED)).isEmpty();
    }

    @Test
    void an_edit_that_its_owner_has_not_seen_yet_is_too_early_to_undo_but_not_unknown() {
        String edit = locationOfEdit("early");

        assertThat(post(as("early"), edit + "/undo", null).status()).isEqualTo(409);
        assertThat(post(as("early-stranger"), edit + "/undo", null).status()).isEqualTo(404);
    }

    @Test
    void while_the_owner_is_away_nothing_is_accepted_and_the_repeat_takes_effect() {
        OWNER.stubFor(
                WireMock.get(WireMock.anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(post(as("owner-away"), UNDO, "key").status()).isEqualTo(503);
        OWNER.stubFor(WireMock.get(WireMock.anyUrl()).willReturn(aResponse().withStatus(500)));
        assertThat(post(as("owner-away"), UNDO, "key").status()).isEqualTo(503);
        assertThat(undone("owner-away")).isEmpty();

        everything(UNDOABLE);

        assertThat(post(as("owner-away"), UNDO, "key").status()).isEqualTo(202);
        assertThat(undone("owner-away")).hasSize(1);
    }

    @Test
    void a_token_that_may_not_read_the_thing_is_answered_403() {
        OWNER.stubFor(WireMock.get(WireMock.anyUrl()).willReturn(aResponse().withStatus(403)));

        assertThat(post(withToken(TOKENS.of("write-only", "alice", "write")), UNDO, null)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {UNDO, APPLY})
    void a_repeat_is_answered_as_the_first_although_the_owner_would_refuse_it_now(String path) {
        everything(path.equals(UNDO) ? UNDOABLE : PATTERN);
        String tenant = path.equals(UNDO) ? "undo-twice" : "apply-twice";
        Answered first = post(as(tenant), path, "key");
        OWNER.resetAll();

        assertThat(post(as(tenant), path, "key")).isEqualTo(first);
        assertThat(first.status()).isEqualTo(202);
        assertThat(published.of(tenant, EventTypes.CLASSIFICATION_UNDONE).size()
                        + published.of(tenant, EventTypes.PATTERN_APPLIED).size())
                .isEqualTo(1);
    }

    @Test
    void after_a_crash_before_the_answer_the_repeat_of_what_took_effect_is_answered_as_the_first() {
        everything(UNDOABLE);
        Answered first = post(as("crashed-undo"), UNDO, "key");
        jdbc.sql("UPDATE accepted_requests SET settled = false, lease_until = now() WHERE tenant_id = 'crashed-undo'")
                .update();
        owner("/v1/operations/o%2F1", okJson(operation("undone", false)));
        owner(first.location(), okJson("{\"status\": \"completed\"}"));

        assertThat(post(as("crashed-undo"), UNDO, "key")).isEqualTo(first);
        assertThat(undone("crashed-undo")).hasSize(1);
    }

    private static String operation(String status, boolean undoable) {
        return """
                {"operation_id": "o/1", "kind": "classification", "status": "%s", "undoable": %s}""".formatted(status, undoable);
    }

    private static void everything(String json) {
        OWNER.stubFor(WireMock.get(WireMock.anyUrl()).willReturn(okJson(json)));
    }

    private static void owner(String url, ResponseDefinitionBuilder answer) {
        OWNER.stubFor(WireMock.get(urlEqualTo(url)).willReturn(answer));
    }

    private List<Event<ClassificationUndone>> undone(String tenant) {
        return published.of(tenant, EventTypes.CLASSIFICATION_UNDONE);
    }

    /** What a client sees of an answer. */
    private record Answered(int status, String location, Map<String, Object> body) {

        String operationId() {
            return String.valueOf(body.get("operation_id"));
        }
    }

    private Answered post(WebTestClient client, String path, @Nullable String key) {
        EntityExchangeResult<Map<String, Object>> result = client.post()
                .uri(java.net.URI.create("http://localhost:" + port + path))
                .headers(headers -> headers.set("Idempotency-Key", key))
                .exchange()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult();
        return new Answered(
                result.getStatus().value(),
                String.valueOf(result.getResponseHeaders().getLocation()),
                Objects.requireNonNullElse(result.getResponseBody(), Map.of()));
    }
}
