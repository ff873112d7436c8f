package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.kit.events.Event;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.StoredAnswer;
import io.gleaner.pattern.llm.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who gets a turn, what is asked in it, and what its answer does. */
class ModelTurnTest extends StepByStep {

    @Test
    void twoWorkersThatApplyTheSameAnswerHaveOneEffect() throws Exception {
        Edits edits = stage.waiting("applied twice");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        Reply reply = ask(ticket);
        turn.settle(ticket, reply);
        StoredAnswer answer = turn.answer(ticket).orElseThrow();

        inParallel(List.of(
                () -> applied(turn, ticket, answer),
                () -> applied(othersTurn, ticket, answer),
                () -> applied(turn, ticket, answer),
                () -> applied(othersTurn, ticket, answer)));

        assertSettledOnce(edits);
    }

    @Test
    void ofManyWorkersOnTwoReplicasOneGetsThePermit() throws Exception {
        Edits edits = stage.waiting("raced for");

        List<Optional<Ticket>> tickets = inParallel(Stream.of(turn, othersTurn, turn, othersTurn, turn, othersTurn)
                .<Callable<Optional<Ticket>>>map(racing -> () -> racing.begin(edits.tenantId()))
                .toList());

        assertThat(tickets.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @Test
    void theOldest25GoFirstAndTheRestWaitForTheNextPermitInOrder() {
        Edits edits = Edits.ofNewTenant();
        List<Event<?>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.addAll(edits.same(3, "shop number%02d x".formatted(i), "Shop"));
        }
        Edits.publish(stage.replica(), all);
        await().until(() -> stage.statuses(edits).size(), Integer.valueOf(30)::equals);

        turn.take(edits.tenantId());
        turn.take(edits.tenantId());

        assertThat(stage.statuses(edits).subList(0, 25)).containsOnly("approved");
        assertThat(stage.statuses(edits).subList(25, 30)).containsOnly("waiting");
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(1);
        stage.replica()
                .as(stage.shared().tokens().of(edits.tenantId(), "alice"))
                .get()
                .uri("/v1/patterns/suggestions?status=waiting")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(5)
                .jsonPath("$.items[0].waiting_for")
                .isEqualTo("rate")
                .jsonPath("$.items[0].next_attempt_at")
                .isNotEmpty();
        turnSucceedsLater(edits);
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(2);
    }

    @Test
    void anotherTenantsTurnIsNotDelayed() {
        Edits first = stage.waiting("first tenant");
        Edits second = stage.waiting("second tenant");
        turn.take(first.tenantId());

        turn.take(second.tenantId());

        assertThat(stage.statuses(second)).containsExactly("approved");
    }

    @Test
    void theQuestionHoldsWhatTheTenantKnowsAndNothingOfOthers() {
        Edits stranger = stage.waiting("streaming abroad");
        turn.take(stranger.tenantId());
        Edits edits = Edits.ofNewTenant();
        Edits.publish(stage.replica(), edits.same(3, "streaming one", "Media"));
        await().until(() -> stage.statuses(edits), List.of("waiting")::equals);
        turn.take(edits.tenantId());
        Edits.publish(stage.replica(), edits.same(4, "streaming two", "Fun"));
        await().until(() -> stage.statuses(edits), List.of("approved", "waiting")::equals);

        turnSucceedsLater(edits);

        String id = String.valueOf(stage.table(edits)
                .rows("SELECT suggestion_id FROM suggestions WHERE tenant_id = ? AND label = 'Fun'")
                .getFirst()
                .get("suggestion_id"));
        assertThat(stage.model().questionsNaming(id)).singleElement().satisfies(question -> {
            assertThat(question.path("known_labels").toString()).isEqualTo("[\"Fun\",\"Media\"]");
            assertThat(question.path("existing_patterns").toString())
                    .isEqualTo("[{\"key\":\"streaming one\",\"field\":\"entity\",\"label\":\"Media\"}]");
            assertThat(question.at("/candidates/0/key").asString()).isEqualTo("streaming two");
            assertThat(question.at("/candidates/0/occurrences").asInt()).isEqualTo(4);
            assertThat(question.at("/candidates/0/examples")).hasSize(4);
            assertThat(question.toString()).doesNotContain("abroad");
        });
    }

    @Test
    void whatAPersonDecidedWhileTheModelThoughtStays() {
        Edits edits = stage.waiting("decided meanwhile");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        Reply approval = ask(ticket);
        stage.replica()
                .as(stage.shared().tokens().of(edits.tenantId(), "alice"))
                .post()
                .uri(
                        "/v1/patterns/suggestions/{id}/reject",
                        ticket.draft().subjectIds().getFirst())
                .exchange()
                .expectStatus()
                .isOk();

        turn.settle(ticket, approval);
        turn.apply(edits.tenantId(), ticket.requestId(), turn.answer(ticket).orElseThrow());

        assertThat(stage.statuses(edits)).containsExactly("rejected");
        assertThat(stage.table(edits).count("patterns")).isZero();
    }

    private static Boolean applied(ModelTurn turn, Ticket ticket, StoredAnswer answer) {
        turn.apply(ticket.draft().tenantId(), ticket.requestId(), answer);
        return true;
    }
}
