package io.gleaner.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.gleaner.gateway.GatewayScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Why an edit has not led to anything yet: one answer out of what two services know. */
class OperationTimelineTest extends GatewayScenario {

    private static final String TRACKED = """
            {"operation_id": "o/1", "amount": 12345678901234567890.10, "undoable": true, "timeline": [
              {"step": "received", "at": "2026-01-31T10:00:00.123456Z"},
              {"step": "undone", "at": "2026-01-31T10:00:09Z"}]}""";

    @Test
    void the_steps_of_both_services_stand_in_the_order_of_their_time() {
        stub(okJson("""
                {"timeline": [{"step": "learned", "at": "2026-01-31T10:00:00.2Z", "records": 9},
                              {"step": "window", "at": "2026-01-31T10:00:01Z", "closes_at": "2026-01-31T10:00:30Z"}]}"""));

        read("in-order").json("""
                {"operation_id": "o/1", "amount": 12345678901234567890.10, "undoable": true, "timeline_complete": true,
                 "timeline": [
                  {"step": "received", "at": "2026-01-31T10:00:00.123456Z"},
                  {"step": "learned", "at": "2026-01-31T10:00:00.2Z", "records": 9},
                  {"step": "window", "at": "2026-01-31T10:00:01Z", "closes_at": "2026-01-31T10:00:30Z"},
                  {"step": "undone", "at": "2026-01-31T10:00:09Z"}]}""", JsonCompareMode.STRICT);
    }

    @Test
    void a_service_is_asked_for_the_same_operation_with_a_token_of_services() {
        stub(okJson("{\"timeline\": []}"));
        String user = TOKENS.of("asked", "alice", "read");

        withToken(user)
                .get()
                .uri("/v1/operations/{id}?cursor=x", "o/1")
                .exchange()
                .expectStatus()
                .isOk();

        OWNER.verify(getRequestedFor(urlEqualTo("/v1/operations/o%2F1?cursor=x"))
                .withHeader("Authorization", WireMock.equalTo("Bearer " + user)));
        OWNER.verify(getRequestedFor(urlEqualTo("/internal/operations/o%2F1/timeline"))
                .withHeader("Authorization", matching("Bearer .*"))
                .withHeader("Authorization", WireMock.not(WireMock.equalTo("Bearer " + user))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "failing", "without the endpoint", "of another shape", "of another time"})
    void without_what_was_learned_the_operation_is_answered_and_says_that_steps_are_missing(String how) {
        stub(
                switch (how) {
                    case "away" -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
                    case "failing" -> aResponse().withStatus(500);
                    case "without the endpoint" -> aResponse().withStatus(404);
                    case "of another shape" -> okJson("{\"steps\": []}");
                    default -> okJson("{\"timeline\": [{\"step\": \"learned\", \"at\": \"yesterday\"}]}");
                });

        read("incomplete").json("""
                {"operation_id": "o/1", "amount": 12345678901234567890.10, "undoable": true, "timeline_complete": false,
                 "timeline": [
                  {"step": "received", "at": "2026-01-31T10:00:00.123456Z"},
                  {"step": "undone", "at": "2026-01-31T10:00:09Z"}]}""", JsonCompareMode.STRICT);
    }

    private static void stub(ResponseDefinitionBuilder learned) {
        OWNER.stubFor(
                WireMock.get(WireMock.urlPathMatching("/v1/operations/.*")).willReturn(okJson(TRACKED)));
        OWNER.stubFor(WireMock.get(WireMock.urlPathMatching("/internal/.*")).willReturn(learned));
    }

    private WebTestClient.BodyContentSpec read(String tenant) {
        return as(tenant)
                .get()
                .uri("/v1/operations/{id}", "o/1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
