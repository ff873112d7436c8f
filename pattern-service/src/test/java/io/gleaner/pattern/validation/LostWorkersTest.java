package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.pattern.Edits;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.Ticket;
import io.gleaner.stack.servers.Role;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A worker that is killed between two steps of its turn, which is played by not taking the next. */
class LostWorkersTest extends StepByStep {

    @Test
    void aWorkerKilledBeforeTheCallCostsNoCallAndItsCandidatesWaitForThePermit() {
        Edits edits = stage.waiting("killed before the call");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        assertThat(stage.statuses(edits)).containsExactly("validating");

        takenOver(edits);

        assertThat(stage.statuses(edits)).containsExactly("waiting");
        assertThat(stage.outcomes(edits)).containsExactly("lost");
        assertThat(othersTurn.begin(edits.tenantId())).isEmpty();
        turnSucceedsLater(edits);
        assertThat(questions(ticket)).hasSize(1);
        assertSettledOnce(edits);
    }

    @Test
    void aWorkerKilledInTheCallCostsOneMoreCallAfterThePermitOpenedByItself() {
        Edits edits = stage.waiting("killed in the call");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        ask(ticket);

        takenOver(edits);
        turnSucceedsLater(edits);

        assertThat(questions(ticket)).hasSize(2);
        assertThat(secondsBetweenClaims(edits)).isGreaterThanOrEqualTo(3.0);
        assertSettledOnce(edits);
    }

    @Test
    void aWorkerKilledAfterTheAnswerWasStoredCostsNoMoreCall() {
        Edits edits = stage.waiting("killed after the answer");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        assertThat(turn.settle(ticket, ask(ticket))).isTrue();
        assertThat(stage.statuses(edits)).containsExactly("validating");

        takenOver(edits);

        assertThat(stage.statuses(edits)).containsExactly("approved");
        assertThat(questions(ticket)).hasSize(1);
        assertSettledOnce(edits);
    }

    @Test
    void anAnswerThatComesAfterItsWorkerWasGivenUpIsStoredAndNotPaidForAgain() {
        Edits edits = stage.waiting("late answer");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        Reply late = ask(ticket);
        takenOver(edits);
        assertThat(stage.outcomes(edits)).containsExactly("lost");

        assertThat(turn.settle(ticket, late)).isFalse();

        assertThat(stage.outcomes(edits)).containsExactly("answered");
        assertThat(stage.statuses(edits)).containsExactly("waiting");
        othersTurn.take(edits.tenantId());
        assertThat(stage.statuses(edits)).containsExactly("approved");
        assertThat(questions(ticket)).hasSize(1);
        assertSettledOnce(edits);
    }

    @Test
    void aDatabaseThatFailsForAMomentCostsNoPaidAnswer() throws Exception {
        Edits edits = stage.waiting("while the database fails");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        Reply paid = ask(ticket);

        try (Connection owner = stage.shared().database().connect(Role.OWNER);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            owner.createStatement().execute("ALTER TABLE llm_answers RENAME TO llm_answers_away");
            Future<Boolean> settled = threads.submit(() -> turn.settle(ticket, paid));
            await().pollDelay(Duration.ofMillis(300)).until(() -> !settled.isDone());
            owner.createStatement().execute("ALTER TABLE llm_answers_away RENAME TO llm_answers");

            assertThat(settled.get()).isTrue();
        }
        takenOver(edits);
        assertThat(questions(ticket)).hasSize(1);
        assertSettledOnce(edits);
    }

    @Test
    void aRequestThatIsLostAgainAndAgainIsAskedMoreAndMoreSeldom() {
        Edits edits = stage.waiting("lost again and again");
        for (int lost = 1; lost <= 2; lost++) {
            await().until(() -> turn.begin(edits.tenantId()).isPresent());
            takenOver(edits);
        }

        assertThat(stage.table(edits)
                        .rows("SELECT attempts, next_attempt_at - updated_at > interval '1.5 s' AS spaced "
                                + "FROM suggestions WHERE tenant_id = ?"))
                .containsExactly(Map.of("attempts", 2, "spaced", true));
    }

    private static double secondsBetweenClaims(Edits edits) {
        Object seconds = stage.table(edits)
                .rows("SELECT extract(epoch FROM max(created_at) - min(created_at))::float8 AS s "
                        + "FROM llm_requests WHERE tenant_id = ?")
                .getFirst()
                .get("s");
        return Double.parseDouble(String.valueOf(seconds));
    }

    private static List<JsonNode> questions(Ticket ticket) {
        return stage.model()
                .questionsNaming(ticket.draft().subjectIds().getFirst().toString());
    }
}
