package io.gleaner.pattern.validation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import io.gleaner.pattern.llm.Answer;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.Ticket;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.model.FakeModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What candidates do while the model's provider, or tracking-service, fails. */
@OnRealServers
class ProvidersFailuresTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final FakeModel MODEL = FakeModel.started();
    private static final WireMockServer TRACKING = new WireMockServer(options().dynamicPort());

    private static Replica replica;
    private static ModelTurn turn;

    @BeforeAll
    static void start() {
        TRACKING.start();
        replica = SHARED.start(Map.of(
                        "gleaner.llm.provider", "openai",
                        "gleaner.llm.base-url", MODEL.baseUrl(),
                        "gleaner.llm.timeout", "700ms",
                        "gleaner.llm.validation-interval", "1s",
                        "gleaner.llm.max-retry-after", "3s",
                        "gleaner.llm.prices.[fake-1].input", "1000",
                        "gleaner.llm.prices.[fake-1].output", "10000",
                        "gleaner.upstreams.tracking", TRACKING.baseUrl()))
                .withoutValidation();
        turn = replica.bean(ModelTurn.class);
    }

    @AfterAll
    static void stop() {
        replica.close();
        TRACKING.stop();
        MODEL.close();
        SHARED.database().close();
    }

    @BeforeEach
    void friendlyWorld() {
        MODEL.approves();
        TRACKING.resetAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 500, 503})
    void aFailingProviderLeavesCandidatesWaitingForThePermit(int status) {
        Edits edits = waiting("failing with " + status);
        MODEL.fails(status);

        turn.take(edits.tenantId());

        assertThat(statuses(edits)).containsExactly("waiting");
        assertThat(turn.begin(edits.tenantId())).isEmpty();
        MODEL.approves();
        turnSucceedsLater(edits);
        assertThat(outcomes(edits)).containsExactly(status < 500 ? "refused" : "server_error", "answered");
        assertThat(leastGapBetweenCalls(edits)).isGreaterThanOrEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 529})
    void aBusyProviderNeverCountsAsTheCandidatesFailure(int status) {
        Edits edits = waiting("busy again and again with " + status);
        MODEL.fails(status);

        await().until(() -> {
            turn.take(edits.tenantId());
            return outcomes(edits).size() == 3;
        });

        assertThat(Table.of(replica, edits)
                        .rows("SELECT attempts, next_attempt_at <= clock_timestamp() AS due FROM suggestions "
                                + "WHERE tenant_id = ?"))
                .containsExactly(Map.of("attempts", 0, "due", true));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 529})
    void aBusyProviderIsAskedAgainAfterThePermit(int status) {
        Edits edits = waiting("busy with " + status);
        MODEL.fails(status);

        turn.take(edits.tenantId());

        assertThat(statuses(edits)).containsExactly("waiting");
        MODEL.approves();
        turnSucceedsLater(edits);
        assertThat(outcomes(edits)).containsExactly("busy", "answered");
    }

    @Test
    void aProvidersWishToBeLeftAloneIsHonouredWithinBounds() {
        Edits edits = waiting("wants to be left alone");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();

        turn.settle(ticket, new Reply(new Answer.Busy(Duration.ofHours(1)), Duration.ZERO, null));

        replica.as(SHARED.tokens().of(edits.tenantId(), "alice"))
                .get()
                .uri("/v1/patterns/suggestions")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].status")
                .isEqualTo("waiting")
                .jsonPath("$.items[0].waiting_for")
                .isEqualTo("provider");
        turnSucceedsLater(edits);
        assertThat(leastGapBetweenCalls(edits)).isBetween(3.0, 6.0);
    }

    @Test
    void repeatedFailuresAreSpacedOutMoreAndMore() {
        Edits edits = waiting("fails again and again");
        MODEL.fails(500);

        await().until(() -> {
            turn.take(edits.tenantId());
            return outcomes(edits).size() == 3;
        });

        assertThat(Table.of(replica, edits)
                        .rows("SELECT attempts, (next_attempt_at - updated_at) > interval '2.5 s' AS spaced "
                                + "FROM suggestions WHERE tenant_id = ?"))
                .containsExactly(Map.of("attempts", 3, "spaced", true));
    }

    @Test
    void aSlowProviderIsATimeoutAndThePermitOpensAnIntervalAfterItsEnd() {
        Edits edits = waiting("slow");
        MODEL.answersAfter(Duration.ofSeconds(2));

        turn.take(edits.tenantId());

        assertThat(statuses(edits)).containsExactly("waiting");
        MODEL.approves();
        turnSucceedsLater(edits);
        assertThat(outcomes(edits)).containsExactly("timeout", "answered");
        assertThat(leastGapBetweenCalls(edits)).isGreaterThanOrEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I approve them all.", "{\"verdicts\":\"approve\"}", "{\"verdicts\":[{\"candidate_id\""})
    void aBrokenAnswerIsPaidForAndNotUsedAgain(String answer) {
        Edits edits = waiting("broken " + answer.length());
        MODEL.says(answer);

        turn.take(edits.tenantId());

        assertThat(statuses(edits)).containsExactly("waiting");
        assertThat(Table.of(replica, edits).count("llm_answers")).isZero();
        MODEL.approves();
        turnSucceedsLater(edits);
        assertThat(outcomes(edits)).containsExactly("broken", "answered");
    }

    @Test
    void aNulInAnAnswerIsLeftOutAndTheAnswerIsPaidForOnce() {
        Edits edits = waiting("nul in the answer");
        MODEL.verdict(candidate ->
                approval(candidate.path("candidate_id").asString()).replace("\"r\"", "\"one\0 merchant\""));

        turn.take(edits.tenantId());

        assertThat(Table.of(replica, edits).rows("SELECT status, reasoning FROM suggestions WHERE tenant_id = ?"))
                .containsExactly(Map.of("status", "approved", "reasoning", "one merchant"));
        assertThat(outcomes(edits)).containsExactly("answered");
    }

    @Test
    void aMissingVerdictLeavesItsCandidateWaitingAndAForeignOneIsIgnored() {
        Edits edits = Edits.ofNewTenant();
        Edits stranger = waiting("of somebody else");
        String foreign = String.valueOf(Table.of(replica, stranger)
                .rows("SELECT suggestion_id FROM suggestions WHERE tenant_id = ?")
                .getFirst()
                .get("suggestion_id"));
        Edits.publish(replica, edits.same(3, "answered one", "Media"));
        Edits.publish(replica, edits.same(3, "forgotten one", "Media"));
        await().until(() -> statuses(edits), List.of("waiting", "waiting")::equals);
        MODEL.verdict(candidate -> candidate.path("key").asString().startsWith("forgotten")
                ? approval(foreign)
                : approval(candidate.path("candidate_id").asString()));

        turn.take(edits.tenantId());

        assertThat(Table.of(replica, edits).suggestions())
                .containsExactlyInAnyOrder("approved answered one Media 3 1", "waiting forgotten one Media 3 1");
        assertThat(statuses(stranger)).containsExactly("waiting");
        MODEL.approves();
        turnSucceedsLater(edits);
        assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutAnyVerdictIsNotFoundAgainInsteadOfAskingAgain() {
        Edits edits = waiting("left out");
        MODEL.says("{\"verdicts\":[]}");

        turn.take(edits.tenantId());

        assertThat(statuses(edits)).containsExactly("waiting");
        MODEL.approves();
        turnSucceedsLater(edits);
        assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(2);
    }

    @Test
    void theModelsOpinionGoesThroughTheGates() {
        Edits edits = Edits.ofNewTenant();
        for (String key : List.of("low risk", "high risk", "rejected risk", "unsure risk")) {
            Edits.publish(replica, edits.same(3, key, "Media"));
        }
        await().until(() -> statuses(edits).size(), Integer.valueOf(4)::equals);
        MODEL.verdict(candidate -> {
            String id = candidate.path("candidate_id").asString();
            return switch (candidate.path("key").asString()) {
                case "low risk" -> verdict(id, "approve", "low", 5, "");
                case "high risk" -> verdict(id, "approve", "high", 0.1, "");
                case "rejected risk" -> verdict(id, "reject", "low", 0, "");
                default -> verdict(id, "unsure", "low", -0.2, "");
            };
        });

        turn.take(edits.tenantId());

        assertThat(Table.of(replica, edits)
                        .rows("SELECT status || ' ' || confidence AS s FROM suggestions WHERE tenant_id = ? ORDER BY 1")
                        .stream()
                        .map(row -> String.valueOf(row.get("s"))))
                .containsExactly(
                        "approved 0.9500", "pending_review 0.5500", "pending_review 0.8500", "rejected 0.7500");
    }

    @Test
    void aRejectedSignatureReturnsWithTenMoreOccurrencesOnly() {
        Edits edits = waiting("rejected for now");
        MODEL.verdict(candidate -> verdict(candidate.path("candidate_id").asString(), "reject", "low", 0, ""));
        turn.take(edits.tenantId());
        assertThat(statuses(edits)).containsExactly("rejected");

        Edits.publish(replica, edits.same(12, "rejected for now", "Media"));
        await().until(() -> Table.of(replica, edits).count("classification_occurrences"), Long.valueOf(12)::equals);
        await().until(() -> Table.of(replica, edits).count("pending_pattern_checks"), Long.valueOf(0)::equals);
        assertThat(statuses(edits)).containsExactly("rejected");

        Edits.publish(replica, List.of(edits.edit("one-more", "rejected for now", "Media", 1)));
        await().until(() -> statuses(edits), List.of("rejected", "waiting")::equals);
    }

    @Test
    void aNarrowerKeyIsTakenWhereWhatItMatchesIsAcceptable() {
        assertThat(tokensAfter("pix transf valmira", "\"pix\",\"valmira\"", coverage(9, 9, 1_000, 100)))
                .isEqualTo("{pix,valmira}");
        assertThat(tokensAfter("pix transf valmira", "\"pix\"", coverage(9, 9, 1_000, 201)))
                .isEqualTo("{pix,transf,valmira}");
        assertThat(tokensAfter("pix transf valmira", "\"valmira\"", coverage(10, 8, 100, 8)))
                .isEqualTo("{pix,transf,valmira}");
        assertThat(tokensAfter("pix transf valmira", "\"%\"", coverage(9, 9, 100, 9)))
                .isEqualTo("{pix,transf,valmira}");
        TRACKING.verify(postRequestedFor(urlEqualTo("/internal/coverage"))
                .withHeader("Authorization", matching("Bearer .+"))
                .withRequestBody(equalToJson("""
                                {"questions":[{"field":"entity","key":"pix transf valmira","direction":"debit",
                                "tokens":["valmira"]}]}""")));
    }

    @Test
    void whoeverReviewsANarrowerKeySeesItAndApprovesWhatWasSeen() {
        Edits edits = waiting("pix transf seen");
        TRACKING.stubFor(post("/internal/coverage").willReturn(okJson(coverage(3, 3, 10, 3))));
        MODEL.verdict(candidate ->
                verdict(candidate.path("candidate_id").asString(), "approve", "high", 0, "\"pix\",\"seen\""));

        turn.take(edits.tenantId());

        WebTestClient alice = replica.as(SHARED.tokens().of(edits.tenantId(), "alice"));
        String id = String.valueOf(Table.of(replica, edits)
                .rows("SELECT suggestion_id FROM suggestions WHERE tenant_id = ?")
                .getFirst()
                .get("suggestion_id"));
        alice.get().uri("/v1/patterns/suggestions").exchange().expectBody().json("""
                        {"items":[{"status":"pending_review","key":"pix transf seen","tokens":["pix","seen"]}]}""");
        alice.post()
                .uri("/v1/patterns/suggestions/{id}/approve", id)
                .exchange()
                .expectBody()
                .json("{\"status\":\"approved\",\"tokens\":[\"pix\",\"seen\"]}");
        assertThat(tokens(edits)).isEqualTo("{pix,seen}");
    }

    @Test
    void allProposalsOfAnAnswerAreCountedInOneRequest() {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(
                replica,
                Stream.of("one", "two", "three")
                        .flatMap(name -> edits.same(3, "pix transf " + name, "Rent " + name).stream())
                        .toList());
        await().until(() -> statuses(edits).size(), Integer.valueOf(3)::equals);
        TRACKING.stubFor(post("/internal/coverage").willReturn(okJson("""
                        {"coverages":[{"support":3,"support_matched":3,"transactions":9,"matched":3},
                        {"support":3,"support_matched":1,"transactions":9,"matched":3},
                        {"support":3,"support_matched":3,"transactions":9,"matched":3}]}""")));
        MODEL.verdict(candidate -> verdict(
                candidate.path("candidate_id").asString(),
                "approve",
                "low",
                0,
                "\"pix\",\"" + candidate.path("key").asString().split(" ", -1)[2] + "\""));

        turn.take(edits.tenantId());

        TRACKING.verify(1, postRequestedFor(urlEqualTo("/internal/coverage")));
        assertThat(Table.of(replica, edits)
                        .rows("SELECT cardinality(tokens) AS n FROM patterns WHERE tenant_id = ? "
                                + "ORDER BY suggestion_id"))
                .containsExactlyInAnyOrder(Map.of("n", 2), Map.of("n", 3), Map.of("n", 2));
    }

    @Test
    void whileCoverageCannotBeAskedTheAnswerIsKeptAndNobodyIsAskedAgain() {
        Edits edits = waiting("pix transf kept");
        TRACKING.stubFor(post("/internal/coverage").willReturn(aResponse().withStatus(503)));
        MODEL.verdict(candidate ->
                verdict(candidate.path("candidate_id").asString(), "approve", "low", 0, "\"pix\",\"kept\""));

        turn.take(edits.tenantId());

        assertThat(statuses(edits)).containsExactly("validating");
        TRACKING.stubFor(post("/internal/coverage").willReturn(okJson(coverage(3, 3, 10, 3))));
        await().until(() -> {
            turn.takeOver().ifPresent(Runnable::run);
            return statuses(edits).equals(List.of("approved"));
        });
        assertThat(tokens(edits)).isEqualTo("{pix,kept}");
        assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(1);
    }

    @Test
    void theLedgerKnowsTokensCostAndTrace() {
        Edits edits = waiting("booked");

        turn.take(edits.tenantId());

        assertThat(Table.of(replica, edits).rows("SELECT * FROM llm_calls WHERE tenant_id = ?"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call)
                            .containsEntry("purpose", "suggestion_validation")
                            .containsEntry("model", "fake-1")
                            .containsEntry("prompt_version", "suggestion-validation/2")
                            .containsEntry("input_tokens", 100L)
                            .containsEntry("output_tokens", 20L)
                            .containsEntry("outcome", "answered")
                            .containsEntry("trace_id", Edits.TRACEPARENT.split("-", -1)[1])
                            .containsEntry("prompt", null);
                    assertThat(call.get("cost")).asString().startsWith("0.3");
                });
    }

    private static String tokensAfter(String key, String keyTokens, String coverage) {
        Edits edits = waiting(key);
        TRACKING.stubFor(post("/internal/coverage").willReturn(okJson(coverage)));
        MODEL.verdict(candidate -> verdict(candidate.path("candidate_id").asString(), "approve", "low", 0, keyTokens));
        turn.take(edits.tenantId());
        return tokens(edits);
    }

    private static String tokens(Edits edits) {
        return String.valueOf(Table.of(replica, edits)
                .rows("SELECT tokens::text AS t FROM patterns WHERE tenant_id = ?")
                .getFirst()
                .get("t"));
    }

    private static String coverage(long support, long supportMatched, long transactions, long matched) {
        return "{\"coverages\":[{\"support\":%d,\"support_matched\":%d,\"transactions\":%d,\"matched\":%d}]}"
                .formatted(support, supportMatched, transactions, matched);
    }

    private static String approval(String id) {
        return verdict(id, "approve", "low", 0, "");
    }

    private static String verdict(String id, String decision, String risk, double adjustment, String keyTokens) {
        return """
                {"candidate_id":"%s","decision":"%s","confidence_adjustment":%s,"reasoning":"r","risk":"%s",\
                "key_tokens":[%s]}""".formatted(id, decision, adjustment, risk, keyTokens);
    }

    private static Edits waiting(String key) {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(replica, edits.same(3, key, "Media"));
        await().until(() -> statuses(edits), List.of("waiting")::equals);
        return edits;
    }

    private static void turnSucceedsLater(Edits edits) {
        await().until(() -> {
            turn.take(edits.tenantId());
            return statuses(edits).stream().allMatch("approved"::equals);
        });
    }

    private static List<String> statuses(Edits edits) {
        return Table.of(replica, edits).statuses();
    }

    private static List<String> outcomes(Edits edits) {
        return Table.of(replica, edits)
                .rows("SELECT outcome FROM llm_calls WHERE tenant_id = ? ORDER BY ended_at")
                .stream()
                .map(row -> String.valueOf(row.get("outcome")))
                .toList();
    }

    /** Seconds from the end of a call to the start of the next, at least. */
    private static double leastGapBetweenCalls(Edits edits) {
        Object seconds = Table.of(replica, edits).rows("""
                        SELECT extract(epoch FROM min(gap))::float8 AS s FROM (
                            SELECT ended_at - latency_ms * interval '1 ms' - lag(ended_at) OVER (ORDER BY ended_at) AS gap
                            FROM llm_calls WHERE tenant_id = ?) gaps
                        """).getFirst().get("s");
        return Double.parseDouble(String.valueOf(seconds));
    }
}
