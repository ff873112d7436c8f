package io.gleaner.pattern.patterns;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.PatternDeleted;
import io.gleaner.contracts.PatternPaused;
import io.gleaner.pattern.Announced;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.model.FakeModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** The life of patterns, with a model that approves at first; tracking-service is played over HTTP. */
@OnRealServers
class PatternsAtWorkTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final FakeModel MODEL = FakeModel.started();
    private static final WireMockServer TRACKING = new WireMockServer(options().dynamicPort());
    private static final String KEY = "netflix com";

    private static Replica replica;
    private static Announced announced;

    private final Edits edits = Edits.ofNewTenant();
    private PatternsOfTenant patterns;

    @BeforeAll
    static void start() {
        TRACKING.start();
        replica = SHARED.start(Map.of(
                "gleaner.llm.provider",
                "openai",
                "gleaner.llm.base-url",
                MODEL.baseUrl(),
                "gleaner.llm.validation-interval",
                "100ms",
                "gleaner.upstreams.tracking",
                TRACKING.baseUrl()));
        announced = Announced.by(replica);
    }

    @AfterAll
    static void stop() {
        announced.close();
        replica.close();
        TRACKING.stop();
        MODEL.close();
        SHARED.database().close();
    }

    @BeforeEach
    void friendlyWorld() {
        patterns = PatternsOfTenant.of(SHARED, replica, edits);
        MODEL.approves();
        TRACKING.resetAll();
    }

    @Test
    void everyChangeOfAPatternIsToldWithAHigherVersionAndADeletedOneDoesNotComeBack() {
        UUID id = pattern(3);

        patterns.change(id, "{\"status\":\"paused\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.paused_reason")
                .isEqualTo("user");
        patterns.change(id, "{\"status\":\"paused\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.row_version")
                .isEqualTo(2);
        patterns.change(id, "{\"status\":\"active\",\"priority\":7}")
                .expectStatus()
                .isOk();
        patterns.call(HttpMethod.DELETE, id, "").expectStatus().isNoContent();
        patterns.call(HttpMethod.DELETE, id, "").expectStatus().isNoContent();

        await().untilAsserted(() -> assertThat(announced.of(edits, PatternDeleted.class))
                .extracting(PatternDeleted::rowVersion)
                .containsExactly(5L));
        assertThat(announced.of(edits, PatternPaused.class))
                .extracting(PatternPaused::rowVersion)
                .containsExactly(2L);
        assertThat(announced.of(edits, PatternActivated.class)).last().satisfies(resumed -> {
            assertThat(resumed.rowVersion()).isEqualTo(4);
            assertThat(resumed.priority()).isEqualTo(7);
            assertThat(resumed.createdAt()).isNotNull();
        });
        patterns.call(HttpMethod.GET, id, "").expectStatus().isNotFound();
        patterns.change(id, "{\"status\":\"active\"}").expectStatus().isNotFound();
        Edits.publish(replica, edits.more(3, 20, KEY, "Media"));
        windowsClosed();
        assertThat(patterns.table().suggestions()).containsExactly("approved netflix com Media 3 1");
    }

    @Test
    void whatCannotBeAskedOfAPatternIsAProblem() {
        UUID id = pattern(3);

        patterns.change(id, "{}").expectStatus().isBadRequest();
        patterns.change(id, "{\"status\":\"deleted\"}").expectStatus().isBadRequest();
        patterns.change(id, "{\"priority\":1001}").expectStatus().isBadRequest();
        patterns.change(UUID.randomUUID(), "{\"status\":\"paused\"}")
                .expectStatus()
                .isNotFound();
        assertThat(patterns.column("row_version")).isEqualTo("1");
    }

    @Test
    void correctionsPauseAPatternOnceAndAResumedOneIsJudgedByLaterRows() {
        UUID id = pattern(3);

        Edits.publish(replica, Collections.nCopies(5, edits.used(id, 2, 9, 2)));
        Edits.publish(replica, List.of(edits.used(id, 1, 1, 0)));
        await().until(() -> patterns.column("status"), "paused"::equals);
        patterns.change(id, "{\"status\":\"active\"}").expectStatus().isOk();
        Edits.publish(replica, List.of(edits.used(id, 3, 12, 3)));
        await().until(() -> patterns.uses("corrected"), "3"::equals);

        patterns.call(HttpMethod.GET, id, "")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("active")
                .jsonPath("$.hits")
                .isEqualTo(12)
                .jsonPath("$.precision")
                .isEqualTo(0.75);
        Edits.publish(replica, List.of(edits.used(id, 4, 13, 5)));
        await().until(() -> patterns.column("status"), "paused"::equals);
        await().untilAsserted(() -> assertThat(announced.of(edits, PatternPaused.class))
                .extracting(PatternPaused::reason, paused -> String.valueOf(paused.precision()))
                .containsExactly(tuple("precision", "0.7777"), tuple("precision", "0.2500")));
    }

    @Test
    void undoThatLeavesTooLittleOfItsSupportPausesAPattern() {
        var three = edits.same(3, KEY, "Media");
        Edits.publish(replica, three);
        activated();

        Edits.publish(replica, Collections.nCopies(5, edits.undo(three.getFirst())));

        await().untilAsserted(() -> assertThat(announced.of(edits, PatternPaused.class))
                .singleElement()
                .satisfies(paused -> {
                    assertThat(paused.reason()).isEqualTo("support");
                    assertThat(paused.occurrences()).isEqualTo(2);
                }));
        assertThat(patterns.table().statuses()).containsExactly("approved");
    }

    @Test
    void usersWhoDisagreePauseThePatternAndSeeTheConflict() {
        pattern(3);

        Edits.publish(replica, edits.same(3, KEY, "Food"));

        await().until(() -> patterns.table().statuses(), List.of("approved", "conflict")::equals);
        assertThat(patterns.column("paused_reason")).isEqualTo("ambiguity");
        Edits.publish(
                replica,
                edits.same(3, KEY, "Food").stream()
                        .map(edit -> edits.edit(edit.payload().transactionId(), KEY, "Media", 2))
                        .toList());
        await().until(() -> patterns.table().statuses(), List.of("approved")::equals);
        assertThat(patterns.column("status")).isEqualTo("paused");
    }

    @Test
    void laterEditsThatCrossFiveAndTenOccurrencesCostOneMoreCallEach() {
        pattern(3);
        String before = patterns.confidence();

        Edits.publish(replica, edits.more(3, 2, KEY, "Media"));
        calls(2);
        await().untilAsserted(() ->
                assertThat(patterns.table().suggestions()).containsExactly("approved netflix com Media 5 1"));
        assertThat(patterns.confidence()).isGreaterThan(before);
        Edits.publish(replica, edits.more(5, 4, KEY, "Media"));
        windowsClosed();
        assertThat(patterns.table().count("llm_calls")).isEqualTo(2);
        Edits.publish(replica, edits.more(9, 1, KEY, "Media"));
        calls(3);
        await().until(() -> patterns.table().suggestions(), List.of("approved netflix com Media 10 1")::equals);
        assertThat(patterns.table().count("patterns")).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(announced.of(edits, PatternActivated.class)).hasSize(1));
    }

    @Test
    void aModelThatDoubtsAnActivePatternLaterBringsItToAPersonWhoseRejectionPausesIt() {
        pattern(3);
        MODEL.verdict(candidate -> """
                {"candidate_id":"%s","decision":"reject","confidence_adjustment":0,"reasoning":"r","risk":"low"}""".formatted(candidate.path("candidate_id").asString()));

        Edits.publish(replica, edits.more(3, 2, KEY, "Media"));

        await().until(() -> patterns.table().statuses(), List.of("pending_review")::equals);
        assertThat(patterns.column("status")).isEqualTo("active");
        patterns.alice()
                .post()
                .uri("/v1/patterns/suggestions/{id}/reject", patterns.column("suggestion_id"))
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(patterns.column("paused_reason")).isEqualTo("user");
        assertThat(patterns.table().statuses()).containsExactly("rejected");
    }

    @Test
    void aPreviewIsCountedByTrackingServiceAndUnavailableWithoutIt() {
        UUID id = pattern(3);
        TRACKING.stubFor(post("/internal/preview")
                .withRequestBody(matchingJsonPath("$.pattern.tokens[1]"))
                .willReturn(okJson(
                        "{\"count\":4,\"sample\":[{\"transaction_id\":\"t-1\"}],\"locked\":2,\"other_labels\":1}")));

        patterns.preview(id).expectStatus().isOk().expectBody().json("""
                {"count":4,"sample":[{"transaction_id":"t-1"}],"locked":2,"other_labels":1}""");

        TRACKING.stubFor(post("/internal/preview").willReturn(aResponse().withStatus(500)));
        patterns.preview(id).expectStatus().isEqualTo(503).expectHeader().exists("Retry-After");
        patterns.preview(UUID.randomUUID()).expectStatus().isNotFound();
    }

    @Test
    void aListIsFilteredByStatusAndField() {
        pattern(3);

        assertThat(patterns.listed("status=active&field=entity")).isEqualTo(1);
        assertThat(patterns.listed("status=paused")).isZero();
        assertThat(patterns.listed("field=category")).isZero();
    }

    private UUID pattern(int transactions) {
        Edits.publish(replica, edits.same(transactions, KEY, "Media"));
        activated();
        return UUID.fromString(patterns.column("pattern_id"));
    }

    private void activated() {
        await().until(() -> patterns.table().count("patterns"), Long.valueOf(1)::equals);
    }

    private void windowsClosed() {
        await().until(() -> patterns.table().count("classification_occurrences") > 3
                && patterns.table().count("pending_pattern_checks") == 0);
    }

    private void calls(long count) {
        await().until(() -> patterns.table().count("llm_calls"), Long.valueOf(count)::equals);
    }
}
