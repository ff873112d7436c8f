package io.gleaner.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.EventTypes;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.gateway.PublishedEvents;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class RequestBoundsTest extends GatewayScenario {

    private final PublishedEvents published = new PublishedEvents(TOPICS);

    @Test
    void an_import_with_faults_names_all_of_them_and_takes_nothing() {
        var faults = faults(post("/v1/transactions", """
                [{"transaction_id": "ok", "date": "2026-01-31", "amount": 1},
                 {"date": "yesterday", "amount": "12", "lables": {}},
                 {"transaction_id": "", "date": "2026-02-30", "amount": 1e40, "labels": {"colour": "red"}},
                 {"transaction_id": "x", "date": "2026-01-31", "amount": 1e-400, "description": "\\ud800"},
                 7]"""));

        assertThat(faults)
                .extracting(fault -> fault.get("pointer"))
                .containsExactlyInAnyOrder(
                        "/1/transaction_id",
                        "/1/date",
                        "/1/amount",
                        "/1/lables",
                        "/2/transaction_id",
                        "/2/transaction_id",
                        "/2/date",
                        "/2/amount",
                        "/2/amount",
                        "/2/labels",
                        "/3/amount",
                        "/3/description",
                        "/4");
        assertThat(published.of("bounds", EventTypes.TRANSACTION_IMPORTED)).isEmpty();
    }

    @Test
    void a_fault_says_what_was_expected_and_what_came() {
        var faults = faults(post(
                "/v1/transactions", "[{\"transaction_id\": \"a\", \"date\": \"2026-01-31\", \"amount\": \"12\"}]"));

        assertThat(faults)
                .containsExactly(Map.of("pointer", "/0/amount", "detail", "string found, number expected, got \"12\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1,]", "null null", "{\"field\": \"entity\", \"field\": \"category\", \"value\": null}"
            })
    void what_is_no_json_is_refused_with_the_place(String body) {
        assertThat(faults(patch(body))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\\u00a0", "\\u3000\\u200a", "\\u0085", "\\t\\u007f"})
    void a_label_in_which_nothing_is_to_be_seen_is_refused(String value) {
        var faults = faults(patch("{\"field\": \"entity\", \"value\": \"%s\"}".formatted(value)));

        assertThat(faults).extracting(fault -> fault.get("pointer")).containsExactly("/value");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=1001,limit",
        "limit=ten,limit",
        "limit=1&limit=2,limit",
        "field=colour,field",
        "q=a%00b,q",
        "field=entity&value=%00,value",
        "cursor=%00,cursor"
    })
    void a_query_parameter_that_breaks_the_contract_is_named(String query, String parameter) {
        var faults = faults(as("bounds")
                .get()
                .uri(URI.create("http://localhost:" + port + "/v1/transactions?" + query))
                .exchange());

        assertThat(faults).extracting(fault -> fault.get("pointer")).containsExactly(parameter);
    }

    @Test
    void a_path_variable_that_breaks_the_contract_is_named() {
        var faults = faults(
                as("bounds").get().uri("/v1/transactions/" + "x".repeat(101)).exchange());

        assertThat(faults).extracting(fault -> fault.get("pointer")).containsExactly("transaction_id");
    }

    @Test
    void nul_is_refused_where_the_contract_does_not_take_it() {
        assertThat(faults(post("/v1/patterns/suggestions/s-1/reject", "{\"reason\": \"a\\u0000b\"}")))
                .containsExactly(Map.of("pointer", "/reason", "detail", "must not contain NUL"));
    }

    @Test
    void nul_in_what_an_import_describes_is_taken() {
        as("nul")
                .post()
                .uri("/v1/transactions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                [{"transaction_id": "nul", "date": "2026-01-31", "amount": 1, "description": "a\\u0000b"}]""")
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    @Test
    void a_body_over_the_limit_is_answered_413() {
        String large = "[\"" + "x".repeat(9 << 20) + "\"]";

        post("/v1/transactions", large).expectStatus().isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void a_body_of_unknown_length_over_the_limit_is_answered_413() {
        var chunks = reactor.core.publisher.Flux.range(0, 10).map(i -> "x".repeat(1 << 20));

        as("bounds")
                .post()
                .uri("/v1/transactions")
                .contentType(MediaType.APPLICATION_JSON)
                .body(chunks, String.class)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void another_content_type_is_answered_415() {
        as("bounds")
                .post()
                .uri("/v1/transactions")
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("[]")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void more_values_than_any_valid_body_has_are_refused_before_they_fill_the_memory() {
        String many = "[" + "0,".repeat(2_000_000) + "0]";

        assertThat(faults(post("/v1/transactions", many))).hasSize(1);
    }

    private WebTestClient.ResponseSpec post(String path, String body) {
        return as("bounds")
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec patch(String body) {
        return as("bounds")
                .patch()
                .uri("/v1/transactions/t-1")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @SuppressWarnings("unchecked") // as the problem's schema says
    private static List<Map<String, String>> faults(WebTestClient.ResponseSpec response) {
        Map<String, Object> problem = response.expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
        assertThat(problem).isNotNull().containsKey("errors");
        return (List<Map<String, String>>) java.util.Objects.requireNonNull(problem.get("errors"));
    }
}
