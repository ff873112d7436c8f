package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.pattern.Edits;
import io.gleaner.pattern.llm.Answer;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.Ticket;
import io.gleaner.testing.OnRealServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What candidates do while the model's provider fails. */
@OnRealServers
class ProvidersFailuresTest {

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.of(
                        1,
                        Map.of(
                                "gleaner.llm.timeout", "700ms",
                                "gleaner.llm.validation-interval", "1s",
                                "gleaner.llm.max-retry-after", "3s",
                                "gleaner.llm.prices.[fake-1].input", "1000",
                                "gleaner.llm.prices.[fake-1].output", "10000"))
                .withoutValidation();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void friendlyModel() {
        stage.model().approves();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 500, 503})
    void aFailingProviderLeavesCandidatesWaitingForThePermit(int status) {
        Edits edits = stage.waiting("failing with " + status);
        stage.model().fails(status);

        stage.turn().take(edits.tenantId());

        assertThat(stage.statuses(edits)).containsExactly("waiting");
        assertThat(stage.turn().begin(edits.tenantId())).isEmpty();
        stage.model().approves();
        stage.turnSucceedsLater(edits);
        assertThat(stage.outcomes(edits)).containsExactly(status < 500 ? "refused" : "server_error", "answered");
        assertThat(stage.leastGapBetweenCalls(edits)).isGreaterThanOrEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 529})
    void aBusyProviderNeverCountsAsTheCandidatesFailure(int status) {
        Edits edits = stage.waiting("busy again and again with " + status);
        stage.model().fails(status);

        await().until(() -> {
            stage.turn().take(edits.tenantId());
            return stage.outcomes(edits).size() == 3;
        });

        assertThat(stage.table(edits)
                        .rows("SELECT attempts, next_attempt_at <= clock_timestamp() AS due FROM suggestions "
                                + "WHERE tenant_id = ?"))
                .containsExactly(Map.of("attempts", 0, "due", true));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 529})
    void aBusyProviderIsAskedAgainAfterThePermit(int status) {
        Edits edits = stage.waiting("busy with " + status);
        stage.model().fails(status);

        stage.turn().take(edits.tenantId());

        assertThat(stage.statuses(edits)).containsExactly("waiting");
        stage.model().approves();
        stage.turnSucceedsLater(edits);
        assertThat(stage.outcomes(edits)).containsExactly("busy", "answered");
    }

    @Test
    void aProvidersWishToBeLeftAloneIsHonouredWithinBounds() {
        Edits edits = stage.waiting("wants to be left alone");
        Ticket ticket = stage.turn().begin(edits.tenantId()).orElseThrow();

        stage.turn().settle(ticket, new Reply(new Answer.Busy(Duration.ofHours(1)), Duration.ZERO, null));

        stage.replica()
                .as(stage.shared().tokens().of(edits.tenantId(), "alice"))
                .get()
                .uri("/v1/patterns/suggestions")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].status")
                .isEqualTo("waiting")
                .jsonPath("$.items[0].waiting_for")
                .isEqualTo("provider");
        stage.turnSucceedsLater(edits);
        assertThat(stage.leastGapBetweenCalls(edits)).isBetween(3.0, 6.0);
    }

    @Test
    void repeatedFailuresAreSpacedOutMoreAndMore() {
        Edits edits = stage.waiting("fails again and again");
        stage.model().fails(500);

        await().until(() -> {
            stage.turn().take(edits.tenantId());
            return stage.outcomes(edits).size() == 3;
        });

        assertThat(stage.table(edits)
                        .rows("SELECT attempts, (next_attempt_at - updated_at) > interval '2.5 s' AS spaced "
                                + "FROM suggestions WHERE tenant_id = ?"))
                .containsExactly(Map.of("attempts", 3, "spaced", true));
    }

    @Test
    void aSlowProviderIsATimeoutAndThePermitOpensAnIntervalAfterItsEnd() {
        Edits edits = stage.waiting("slow");
        stage.model().answersAfter(Duration.ofSeconds(2));

        stage.turn().take(edits.tenantId());

        assertThat(stage.statuses(edits)).containsExactly("waiting");
        stage.model().approves();
        stage.turnSucceedsLater(edits);
        assertThat(stage.outcomes(edits)).containsExactly("timeout", "answered");
        assertThat(stage.leastGapBetweenCalls(edits)).isGreaterThanOrEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"I approve them all.", "{\"verdicts\":\"approve\"}", "{\"verdicts\":[{\"candidate_id\""})
    void aBrokenAnswerIsPaidForAndNotUsedAgain(String answer) {
        Edits edits = stage.waiting("broken " + answer.length());
        stage.model().says(answer);

        stage.turn().take(edits.tenantId());

        assertThat(stage.statuses(edits)).containsExactly("waiting");
        assertThat(stage.table(edits).count("llm_answers")).isZero();
        stage.model().approves();
        stage.turnSucceedsLater(edits);
        assertThat(stage.outcomes(edits)).containsExactly("broken", "answered");
    }

    @Test
    void aNulInAnAnswerIsLeftOutAndTheAnswerIsPaidForOnce() {
        Edits edits = stage.waiting("nul in the answer");
        stage.model()
                .verdict(candidate ->
                        approval(candidate.path("candidate_id").asString()).replace("\"r\"", "\"one\0 merchant\""));

        stage.turn().take(edits.tenantId());

        assertThat(stage.table(edits).rows("SELECT status, reasoning FROM suggestions WHERE tenant_id = ?"))
                .containsExactly(Map.of("status", "approved", "reasoning", "one merchant"));
        assertThat(stage.outcomes(edits)).containsExactly("answered");
    }

    @Test
    void aMissingVerdictLeavesItsCandidateWaitingAndAForeignOneIsIgnored() {
        Edits edits = Edits.ofNewTenant();
        Edits stranger = stage.waiting("of somebody else");
        String foreign = String.valueOf(stage.table(stranger)
                .rows("SELECT suggestion_id FROM suggestions WHERE tenant_id = ?")
                .getFirst()
                .get("suggestion_id"));
        Edits.publish(stage.replica(), edits.same(3, "answered one", "Media"));
        Edits.publish(stage.replica(), edits.same(3, "forgotten one", "Media"));
        await().until(() -> stage.statuses(edits), List.of("waiting", "waiting")::equals);
        stage.model()
                .verdict(candidate -> candidate.path("key").asString().startsWith("forgotten")
                        ? approval(foreign)
                        : approval(candidate.path("candidate_id").asString()));

        stage.turn().take(edits.tenantId());

        assertThat(stage.table(edits).suggestions())
                .containsExactlyInAnyOrder("approved answered one Media 3 1", "waiting forgotten one Media 3 1");
        assertThat(stage.statuses(stranger)).containsExactly("waiting");
        stage.model().approves();
        stage.turnSucceedsLater(edits);
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutAnyVerdictIsNotFoundAgainInsteadOfAskingAgain() {
        Edits edits = stage.waiting("left out");
        stage.model().says("{\"verdicts\":[]}");

        stage.turn().take(edits.tenantId());

        assertThat(stage.statuses(edits)).containsExactly("waiting");
        stage.model().approves();
        stage.turnSucceedsLater(edits);
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(2);
    }

    @Test
    void theLedgerKnowsTokensCostAndTrace() {
        Edits edits = stage.waiting("booked");

        stage.turn().take(edits.tenantId());

        assertThat(stage.table(edits).rows("SELECT * FROM llm_calls WHERE tenant_id = ?"))
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

    private static String approval(String id) {
        return Stage.verdict(id, "approve", "low", 0, "");
    }
}
