package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.SuggestionRaised;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.tenancy.TableSweep;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What people see and decide, with no model set up: statistics speak and a person decides. */
@OnRealServers
class OverHttpTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();

    private static Replica replica;
    private static Announced announced;

    @BeforeAll
    static void start() {
        replica = SHARED.start(Map.of("gleaner.windows.max-wait", "20s"));
        announced = Announced.by(replica);
    }

    @AfterAll
    static void stop() {
        announced.close();
        replica.close();
        SHARED.database().close();
    }

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

    @Test
    void anOpenWindowIsSeenAndCanBeFlushed() {
        Edits edits = Edits.ofNewTenant();
        Replica patient = SHARED.start(Map.of("gleaner.windows.quiet", "10s", "gleaner.windows.max-wait", "20s"));
        try {
            replica.bean(KafkaListenerEndpointRegistry.class).stop();
            Edits.publish(patient, edits.same(3, "in a window", "Media"));
            await().until(() -> Table.of(replica, edits).count("pending_pattern_checks"), Long.valueOf(1)::equals);
            as(edits)
                    .get()
                    .uri("/v1/windows")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.items[0].kind")
                    .isEqualTo("classification")
                    .jsonPath("$.items[0].events")
                    .isEqualTo(3)
                    .jsonPath("$.items[0].waiting_for")
                    .isEqualTo("quiet")
                    .jsonPath("$.items[0].due_at")
                    .isNotEmpty();

            as(edits)
                    .post()
                    .uri("/v1/windows/classification/flush")
                    .exchange()
                    .expectStatus()
                    .isAccepted()
                    .expectHeader()
                    .location("/v1/windows")
                    .expectBody()
                    .json("{}");

            onlySuggestion(edits, "pending_review");
            as(edits)
                    .post()
                    .uri("/v1/windows/classification/flush")
                    .exchange()
                    .expectStatus()
                    .isAccepted();
            as(edits)
                    .post()
                    .uri("/v1/windows/others/flush")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        } finally {
            patient.close();
            replica.bean(KafkaListenerEndpointRegistry.class).start();
        }
    }

    @Test
    void usageNamesEveryPurposeAlsoAnUnusedOne() {
        as(Edits.ofNewTenant())
                .get()
                .uri("/v1/llm/usage")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"calls":0,"tokens":0,"cost":0,"provider":"offline","model":"none","budget":null,
                        "next_allowed_call":null,
                        "purposes":[{"purpose":"suggestion_validation","calls":0,"next_allowed_call":null}]}""");
    }

    @Test
    void listsAreReadPageByPage() {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(
                replica,
                Stream.of("one", "two", "three")
                        .flatMap(name -> edits.same(3, "page " + name, "Media").stream())
                        .toList());
        await().until(() -> Table.of(replica, edits).statuses().size(), Integer.valueOf(3)::equals);

        JsonNode first = get(edits, "/v1/patterns/suggestions?limit=2");
        String cursor = first.path("next_cursor").asString();
        JsonNode second = get(edits, "/v1/patterns/suggestions?limit=2&cursor=" + cursor);

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(get(edits, "/v1/patterns/suggestions?limit=&cursor=&status=").path("items"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/patterns/suggestions?status=bogus, 400",
        "GET, /v1/patterns/suggestions?limit=0, 400",
        "GET, /v1/patterns/suggestions?cursor=bogus, 400",
        "GET, /v1/patterns?cursor=eA, 400",
        "POST, /v1/patterns/suggestions/no-id/approve, 404",
        "POST, /v1/patterns/suggestions/019aa8a0-0000-7000-8000-000000000001/approve, 404",
        "POST, /v1/patterns/suggestions/019aa8a0-0000-7000-8000-000000000001/reject, 404"
    })
    void whatCannotBeIsAProblem(String method, String path, int status) {
        as(Edits.ofNewTenant())
                .method(HttpMethod.valueOf(method))
                .uri(URI.create(path).toString())
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/patterns/suggestions, write review",
        "GET, /v1/patterns, write",
        "GET, /v1/windows, write",
        "GET, /v1/llm/usage, write",
        "GET, /v1/llm/budget, read write review",
        "PUT, /v1/llm/budget, read write review",
        "POST, /v1/windows/classification/flush, read review",
        "POST, /v1/patterns/suggestions/019aa8a0-0000-7000-8000-000000000001/approve, read write",
        "POST, /v1/patterns/suggestions/019aa8a0-0000-7000-8000-000000000001/reject, read write"
    })
    void nobodyGetsInWithoutATokenOrWithAnotherScope(String method, String path, String otherScopes) {
        replica.as(SHARED.tokens().of("acme", "alice", otherScopes))
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectStatus()
                .isForbidden();
        replica.as("no token")
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void anotherTenantSeesAndDecidesNothing() throws SQLException {
        Edits edits = pending("of one tenant");
        String id = idOfOnly(edits);
        Edits stranger = Edits.ofNewTenant();

        assertThat(get(stranger, "/v1/patterns/suggestions").path("items")).isEmpty();
        assertThat(get(stranger, "/v1/patterns").path("items")).isEmpty();
        assertThat(decide(stranger, id, "approve").value()).isEqualTo(404);
        assertThat(decide(stranger, id, "reject").value()).isEqualTo(404);
        assertThat(Table.of(replica, edits).statuses()).containsExactly("pending_review");
        TableSweep sweep = new TableSweep(SHARED.database());
        assertThat(sweep.unprotectedTables()).isEmpty();
        assertThat(sweep.tablesSharedByTenants()).isEmpty();
        assertThat(sweep.tablesThatLeakTo(stranger.tenantId())).isEmpty();
    }

    private static Edits pending(String key) {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(replica, edits.same(3, key, "Media"));
        onlySuggestion(edits, "pending_review");
        return edits;
    }

    private static JsonNode onlySuggestion(Edits edits, String status) {
        return await().until(
                        () -> get(edits, "/v1/patterns/suggestions?status=" + status)
                                .path("items"),
                        items -> items.size() == 1)
                .path(0);
    }

    private static String idOfOnly(Edits edits) {
        String id =
                onlySuggestion(edits, "pending_review").path("suggestion_id").asString();
        return UUID.fromString(id).toString();
    }

    private static JsonNode get(Edits edits, String path) {
        JsonNode body = as(edits)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        assertThat(body).isNotNull();
        return Objects.requireNonNull(body);
    }

    private static HttpStatusCode decide(Edits edits, String id, String decision) {
        return as(edits)
                .post()
                .uri("/v1/patterns/suggestions/{id}/{decision}", id, decision)
                .exchange()
                .returnResult(Void.class)
                .getStatus();
    }

    private static WebTestClient as(Edits edits) {
        return replica.as(SHARED.tokens().of(edits.tenantId(), "alice"));
    }
}
