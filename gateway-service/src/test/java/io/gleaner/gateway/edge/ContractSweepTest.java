package io.gleaner.gateway.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.gateway.contract.Contract;
import io.gleaner.gateway.contract.Operation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Compares the contract with the running gateway: what is derived from it holds for every operation there is. */
class ContractSweepTest extends GatewayScenario {

    @Autowired
    Contract contract;

    @TestFactory
    Stream<DynamicTest> without_a_token_every_guarded_operation_answers_401() {
        return guarded(operation -> problem(call(anonymous(), operation), HttpStatus.UNAUTHORIZED));
    }

    @TestFactory
    Stream<DynamicTest> with_a_token_of_another_key_every_guarded_operation_answers_401() {
        String foreign = io.gleaner.testing.TestTokens.fresh().of("sweep", "alice");
        return guarded(operation -> problem(call(withToken(foreign), operation), HttpStatus.UNAUTHORIZED));
    }

    @TestFactory
    Stream<DynamicTest> with_every_scope_but_its_own_every_guarded_operation_answers_403() {
        return guarded(operation -> {
            String others = "read write review admin".replace(Objects.requireNonNull(operation.scope()), "");
            problem(call(withToken(TOKENS.of("sweep", "alice", others)), operation), HttpStatus.FORBIDDEN);
        });
    }

    @TestFactory
    Stream<DynamicTest> every_operation_is_routed() {
        OWNER.stubFor(WireMock.any(anyUrl()).willReturn(okJson("{\"from\": \"owner\"}")));
        return contract.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    int status = statusOf(call(as("sweep"), operation));
                    assertThat(status).isNotIn(405, 500, 501);
                    // a document that is not there is the answer of the docs page, not of the router
                    if (!operation.id().equals("readDocsAsset")) {
                        assertThat(status).isNotEqualTo(404);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_method_that_is_not_in_the_contract_is_not_routed() {
        return contract.operations().stream()
                .map(Operation::path)
                .distinct()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    List<HttpMethod> offered = contract.operations().stream()
                            .filter(operation -> operation.path().equals(path))
                            .map(Operation::method)
                            .toList();
                    HttpMethod missing = Stream.of(HttpMethod.DELETE, HttpMethod.PUT)
                            .filter(method -> !offered.contains(method))
                            .findFirst()
                            .orElseThrow();
                    var headers = problem(
                                    as("sweep")
                                            .method(missing)
                                            .uri(concrete(path))
                                            .exchange(),
                                    HttpStatus.METHOD_NOT_ALLOWED)
                            .getResponseHeaders();
                    assertThat(headers.getAllow()).containsExactlyInAnyOrderElementsOf(offered);
                }));
    }

    @Test
    void what_is_not_in_the_contract_is_not_found() {
        for (String path : List.of("/v1", "/v1/nothing", "/v1/transactions/a/b", "/internal/patterns/preview")) {
            assertThat(as("sweep")
                            .get()
                            .uri(path)
                            .exchange()
                            .returnResult(Void.class)
                            .getStatus()
                            .value())
                    .isIn(401, 404);
        }
    }

    @Test
    void the_contract_is_served_as_it_is_kept() {
        anonymous()
                .get()
                .uri("/v1/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .json(contract.document().toString());
    }

    private Stream<DynamicTest> guarded(java.util.function.Consumer<Operation> check) {
        return contract.operations().stream()
                .filter(operation -> operation.scope() != null)
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> check.accept(operation)));
    }

    private static WebTestClient.ResponseSpec call(WebTestClient client, Operation operation) {
        WebTestClient.RequestBodySpec request =
                client.method(operation.method()).uri(concrete(operation.path()));
        return operation.body() == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("[]")
                        .exchange();
    }

    private static org.springframework.test.web.reactive.server.EntityExchangeResult<byte[]> problem(
            WebTestClient.ResponseSpec response, HttpStatus expected) {
        return response.expectStatus()
                .isEqualTo(expected)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(expected.value())
                .jsonPath("$.type")
                .exists()
                .returnResult();
    }

    /** Of a stream too, which has no end. */
    private static int statusOf(WebTestClient.ResponseSpec response) {
        FluxExchangeResult<String> result = response.returnResult(String.class);
        result.getResponseBody().subscribe().dispose();
        return result.getStatus().value();
    }

    private static String concrete(String path) {
        return path.replaceAll("\\{[a-z_]+}", "x");
    }
}
