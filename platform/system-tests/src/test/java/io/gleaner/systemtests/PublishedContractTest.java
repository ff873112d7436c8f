package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The check that every answer in these tests passes finds what it is there for. */
class PublishedContractTest {

    private static final String JSON = "application/json";
    private static final String ACCEPTED = "{\"operation_id\": \"x\", \"accepted\": 1}";

    private final PublishedContract contract = PublishedContract.ofRepository();

    @Test
    void what_the_contract_describes_passes() {
        assertThatCode(() -> contract.require(
                        "PATCH",
                        "/v1/transactions/t-1",
                        answer(202, ACCEPTED, Map.of("Content-Type", JSON, "Location", "/v1/operations/x"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> contract.require(
                        "GET",
                        "/v1/nothing",
                        answer(404, problem(404), Map.of("Content-Type", "application/problem+json"))))
                .doesNotThrowAnyException();
    }

    @Test
    void a_body_that_breaks_its_schema_is_told_with_the_place() {
        assertThatThrownBy(() -> contract.require(
                        "GET",
                        "/v1/windows",
                        answer(200, "{\"items\": [{\"kind\": 1}]}", Map.of("Content-Type", JSON))))
                .hasMessageContaining("GET /v1/windows (listWindows)")
                .hasMessageContaining("/items/0/kind")
                .hasMessageContaining("next_cursor")
                .hasMessageContaining("openapi.yaml");
    }

    @Test
    void a_status_a_type_and_an_operation_that_are_not_declared_are_told() {
        assertThatThrownBy(() -> contract.require(
                        "GET", "/v1/windows", answer(204, "", Map.of("Content-Type", "application/problem+json"))))
                .hasMessageContaining("status 204 is not declared");
        assertThatThrownBy(() ->
                        contract.require("GET", "/v1/windows", answer(404, problem(404), Map.of("Content-Type", JSON))))
                .hasMessageContaining("Content-Type application/json is not declared");
        assertThatThrownBy(
                        () -> contract.require("GET", "/v1/nothing", answer(200, "{}", Map.of("Content-Type", JSON))))
                .hasMessageContaining("no operation of the contract");
    }

    @Test
    void a_missing_location_and_a_missing_retry_after_are_told() {
        assertThatThrownBy(() -> contract.require(
                        "PATCH", "/v1/transactions/t-1", answer(202, ACCEPTED, Map.of("Content-Type", JSON))))
                .hasMessageContaining("Location is missing");
        assertThatThrownBy(() -> contract.require(
                        "GET",
                        "/v1/windows",
                        answer(503, problem(503), Map.of("Content-Type", "application/problem+json"))))
                .hasMessageContaining("Retry-After is missing");
    }

    private static String problem(int status) {
        return "{\"type\": \"urn:x\", \"title\": \"x\", \"status\": %d}".formatted(status);
    }

    private static Api.Answer answer(int status, String body, Map<String, String> headers) {
        JsonMapper json = new JsonMapper();
        return new Api.Answer(
                status,
                HttpHeaders.of(
                        headers.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
                        (name, value) -> true),
                body.isEmpty() ? json.missingNode() : json.readTree(body));
    }
}
