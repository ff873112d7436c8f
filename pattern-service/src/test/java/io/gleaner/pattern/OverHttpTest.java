package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.testing.tenancy.TableSweep;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import tools.jackson.databind.JsonNode;

/** What people see and who may ask. */
class OverHttpTest extends WithoutModel {

    @Test
    void anOpenWindowIsSeenAndCanBeFlushed() {
        Edits edits = Edits.ofNewTenant();
        Replica patient = shared.start(Map.of("gleaner.windows.quiet", "10s", "gleaner.windows.max-wait", "20s"));
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
        "GET, /v1/settings/learning, write admin",
        "PUT, /v1/settings/learning, read write review",
        "POST, /v1/patterns/analyze, read review admin",
        "GET, /v1/llm/usage, write",
        "GET, /v1/llm/budget, read write review",
        "PUT, /v1/llm/budget, read write review",
        "POST, /v1/windows/classification/flush, read review",
        "POST, /v1/patterns/suggestions/019aa8a0-0000-7000-8000-000000000001/approve, read write",
        "POST, /v1/patterns/suggestions/019aa8a0-0000-7000-8000-000000000001/reject, read write",
        "POST, /v1/patterns/suggestions/019aa8a0-0000-7000-8000-000000000001/reopen, read write"
    })
    void nobodyGetsInWithoutATokenOrWithAnotherScope(String method, String path, String otherScopes) {
        replica.as(shared.tokens().of("acme", "alice", otherScopes))
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
        TableSweep sweep = new TableSweep(shared.database());
        assertThat(sweep.unprotectedTables()).isEmpty();
        assertThat(sweep.tablesSharedByTenants()).isEmpty();
        assertThat(sweep.tablesThatLeakTo(stranger.tenantId())).isEmpty();
    }
}
