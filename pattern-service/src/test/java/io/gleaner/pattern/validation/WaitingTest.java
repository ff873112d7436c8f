package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.pattern.Edits;
import io.gleaner.pattern.llm.Answer;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.Ticket;
import io.gleaner.testing.OnRealServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a waiting candidate waits for, and in which order tenants are served. */
@OnRealServers
class WaitingTest {

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.of(1, Map.of("gleaner.llm.validation-interval", "1s", "gleaner.llm.max-output-tokens", "500"))
                .withoutValidation();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void aCandidateThatTheBudgetHoldsWaitsForTheNextDayAndGoesOnOnceThereIsMore() {
        Edits edits = stage.waiting("beyond the budget");
        setTokensPerDay(edits, 2_000);

        stage.turn().take(edits.tenantId());

        JsonNode suggestion = stage.newestSuggestion(edits);
        assertThat(suggestion.path("status").asString()).isEqualTo("waiting");
        assertThat(suggestion.path("waiting_for").asString()).isEqualTo("budget");
        Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        assertThat(Instant.parse(suggestion.path("next_attempt_at").asString())).isEqualTo(tomorrow);
        assertThat(stage.outcomes(edits)).isEmpty();
        assertThat(due()).doesNotContain(edits.tenantId());

        setTokensPerDay(edits, 100_000);

        assertThat(due()).contains(edits.tenantId());
        stage.turn().take(edits.tenantId());
        assertThat(stage.statuses(edits)).containsExactly("approved");
        assertThat(stage.table(edits).rows("SELECT tokens FROM llm_spending WHERE tenant_id = ?"))
                .containsExactly(Map.of("tokens", 120L), Map.of("tokens", 120L));
        assertThat(stage.table(edits).count("llm_reservations")).isZero();
    }

    @Test
    void aCandidateWhosePermitIsClosedShowsWhenItOpens() {
        Edits edits = stage.waiting("served");
        stage.turn().take(edits.tenantId());
        Edits.publish(stage.replica(), edits.same(3, "came later", "Media"));
        await().until(() -> stage.statuses(edits), List.of("approved", "waiting")::equals);

        stage.jdbc()
                .sql("UPDATE llm_permits SET opens_at = opens_at + interval '1 minute' WHERE tenant_id = ?")
                .param(edits.tenantId())
                .update();

        JsonNode suggestion = stage.newestSuggestion(edits);
        assertThat(suggestion.path("waiting_for").asString()).isEqualTo("rate");
        assertThat(Instant.parse(suggestion.path("next_attempt_at").asString()))
                .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(61));
    }

    @Test
    void aReservationReturnsWhereNothingIsAnsweredAndIsSpentWhereSomethingIs() {
        Edits edits = stage.waiting("reserved and returned");
        Ticket ticket = stage.turn().begin(edits.tenantId()).orElseThrow();
        assertThat(stage.table(edits).count("llm_reservations")).isEqualTo(1);

        stage.turn().settle(ticket, new Reply(new Answer.Busy(null), Duration.ZERO, null));

        assertThat(stage.table(edits).count("llm_reservations")).isZero();
        assertThat(stage.table(edits).count("llm_spending")).isZero();
    }

    @Test
    void aTenantWithManyCandidatesDelaysNoOther() {
        Edits many = Edits.ofNewTenant();
        Edits.publish(
                stage.replica(),
                Stream.iterate(0, i -> i < 40, i -> i + 1)
                        .flatMap(i ->
                                many
                                        .same(
                                                3,
                                                "many candidates " + (char) ('a' + i / 26) + (char) ('a' + i % 26),
                                                "Media")
                                        .stream())
                        .toList());
        await().until(() -> stage.statuses(many).size(), Integer.valueOf(40)::equals);
        stage.turn().take(many.tenantId());
        assertThat(stage.statuses(many)).contains("waiting");
        List<String> late = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Edits edits = stage.waiting("few candidates");
            late.add(edits.tenantId());
        }

        await().until(() -> due().contains(many.tenantId()));

        assertThat(due().subList(0, due().indexOf(many.tenantId()))).containsAll(late);
    }

    private static List<String> due() {
        return new DueStore(stage.jdbc()).tenants("suggestion_validation", 1_000);
    }

    private static void setTokensPerDay(Edits edits, long amount) {
        stage.replica()
                .as(stage.shared().tokens().of(edits.tenantId(), "alice", "admin"))
                .put()
                .uri("/v1/llm/budget")
                .header("Content-Type", "application/json")
                .bodyValue("{\"limits\":{\"tokens_per_day\":{\"amount\":" + amount + "}}}")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
