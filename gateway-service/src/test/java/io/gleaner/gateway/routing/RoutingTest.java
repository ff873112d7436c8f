package io.gleaner.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.gleaner.gateway.GatewayScenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "gleaner.routing.response-timeout=1s",
            "gleaner.routing.breaker-calls=4",
            "gleaner.routing.breaker-wait=60s",
            "gleaner.routing.max-response=64KB",
            "gleaner.routing.timeline-timeout=200ms"
        })
class RoutingTest extends GatewayScenario {

    @Autowired
    CircuitBreakerRegistry breakers;

    @AfterEach
    void closeBreakers() {
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    @Test
    void a_read_reaches_its_owner_as_it_came_with_the_callers_token_and_trace() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(WireMock.okJson("{\"items\": []}")));
        String token = TOKENS.of("reads", "alice", "read");

        withToken(token)
                .get()
                .uri(java.net.URI.create(
                        "http://localhost:" + port + "/v1/transactions?q=caf%C3%A9%20%26%20bar&limit=2"))
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"items\": []}");

        OWNER.verify(getRequestedFor(urlEqualTo("/v1/transactions?q=caf%C3%A9%20%26%20bar&limit=2"))
                .withHeader("Authorization", equalTo("Bearer " + token))
                .withHeader("traceparent", matching("00-0af7651916cd43dd8448eb211c80319c-.*")));
    }

    @Test
    void an_id_with_a_slash_stays_one_id() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(WireMock.okJson("{}")));

        as("slashes")
                .get()
                .uri("/v1/transactions/{id}", Map.of("id", "a/b"))
                .exchange()
                .expectStatus()
                .isOk();

        OWNER.verify(getRequestedFor(urlEqualTo("/v1/transactions/a%2Fb")));
    }

    @Test
    void a_command_reaches_its_owner_with_its_body() {
        OWNER.stubFor(WireMock.post(anyUrl()).willReturn(WireMock.okJson("{}")));

        as("commands")
                .post()
                .uri("/v1/patterns/suggestions/s-1/reject")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"reason\": \"no\"}")
                .exchange()
                .expectStatus()
                .isOk();

        OWNER.verify(postRequestedFor(urlEqualTo("/v1/patterns/suggestions/s-1/reject"))
                .withRequestBody(equalToJson("{\"reason\": \"no\"}")));
    }

    @Test
    void an_owners_links_and_problems_are_relayed() {
        OWNER.stubFor(WireMock.get(anyUrl())
                .willReturn(aResponse()
                        .withStatus(404)
                        .withHeader("Content-Type", "application/problem+json")
                        .withHeader("Link", "</v1/transactions?cursor=x>; rel=\"next\"")
                        .withHeader("X-Internal", "secret")
                        .withBody("{\"type\": \"urn:gleaner:problem:not-found\", \"status\": 404}")));

        as("relays")
                .get()
                .uri("/v1/transactions/none")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("Link", "</v1/transactions?cursor=x>; rel=\"next\"")
                .expectHeader()
                .doesNotExist("X-Internal")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:gleaner:problem:not-found");
    }

    @Test
    void an_owner_that_is_late_is_answered_504() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(WireMock.ok().withFixedDelay(3_000)));

        assertThat(status("/v1/patterns")).isEqualTo(HttpStatus.GATEWAY_TIMEOUT.value());
    }

    @Test
    void an_owner_that_is_away_is_answered_503_and_then_left_alone_for_a_while() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        for (int i = 0; i < 10; i++) {
            as("breaking")
                    .get()
                    .uri("/v1/patterns")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectHeader()
                    .exists("Retry-After");
        }

        OWNER.verify(WireMock.lessThan(10), getRequestedFor(urlEqualTo("/v1/patterns")));
        assertThat(status("/v1/transactions")).isEqualTo(503);
        assertThat(breakers.circuitBreaker("tracking").getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void an_owner_that_answers_with_errors_of_its_own_is_relayed_and_then_left_alone_for_a_while() {
        OWNER.stubFor(WireMock.get(anyUrl())
                .willReturn(aResponse()
                        .withStatus(500)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody("{\"type\": \"urn:gleaner:problem:internal\", \"status\": 500}")));

        for (int i = 0; i < 4; i++) {
            assertThat(status("/v1/patterns")).isEqualTo(500);
        }

        assertThat(status("/v1/patterns")).isEqualTo(503);
        OWNER.verify(4, getRequestedFor(urlEqualTo("/v1/patterns")));
    }

    @Test
    void an_owner_that_refuses_requests_is_not_left_alone() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(WireMock.notFound()));

        for (int i = 0; i < 10; i++) {
            assertThat(status("/v1/patterns")).isEqualTo(404);
        }
    }

    @Test
    void an_answer_over_the_limit_is_not_passed_on() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(WireMock.ok("x".repeat(100 << 10))));

        assertThat(status("/v1/patterns")).isEqualTo(500);
    }

    @Test
    void an_operation_that_nobody_knows_is_not_found() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(WireMock.notFound()));

        for (String id : List.of("no-uuid", "0198c5c7-0000-7000-8000-000000000000")) {
            assertThat(status("/v1/operations/" + id)).isEqualTo(404);
        }
    }

    @Test
    void another_tenants_operation_is_not_found() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(WireMock.notFound()));
        String location = locationOfEdit("theirs");

        as("theirs").get().uri(location).exchange().expectStatus().isOk();
        as("ours").get().uri(location).exchange().expectStatus().isNotFound();
    }

    @Test
    void what_the_owner_knows_of_an_operation_wins() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(WireMock.okJson("{\"status\": \"completed\"}")));

        as("known")
                .get()
                .uri("/v1/operations/0198c5c7-0000-7000-8000-000000000000")
                .exchange()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("completed");
    }

    @Test
    void an_operation_does_not_wait_for_the_steps_of_a_service_that_is_late() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(WireMock.okJson("{\"timeline\": []}")));
        OWNER.stubFor(WireMock.get(WireMock.urlPathMatching("/internal/.*"))
                .willReturn(WireMock.okJson("{\"timeline\": []}").withFixedDelay(900)));

        as("late")
                .get()
                .uri("/v1/operations/o-1")
                .exchange()
                .expectBody()
                .json("{\"timeline\": [], \"timeline_complete\": false}");
    }

    private int status(String path) {
        return as("routing")
                .get()
                .uri(path)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }
}
