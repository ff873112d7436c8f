package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.SuggestionRaised;
import io.gleaner.kit.events.Event;
import io.gleaner.pattern.Announced;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import io.gleaner.pattern.llm.ModelDoor;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.StoredAnswer;
import io.gleaner.pattern.llm.Ticket;
import io.gleaner.stack.servers.Role;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.model.FakeModel;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A turn's steps, one by one: a worker that is killed between two of them is played by not taking the next. The permit
 * opens 2 s after a call's end and 3 s after the claim of a killed worker; a silent worker is replaced after 1.5 s.
 */
@OnRealServers
class ModelTurnTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final FakeModel MODEL = FakeModel.started();

    private static Replica replica;
    private static Replica other;
    private static ModelTurn turn;
    private static ModelTurn othersTurn;
    private static Announced announced;

    @BeforeAll
    static void start() {
        Map<String, String> settings =
                Map.of("gleaner.llm.provider", "anthropic", "gleaner.llm.base-url", MODEL.baseUrl());
        replica = SHARED.start(settings).withoutValidation();
        other = SHARED.start(settings).withoutValidation();
        turn = replica.bean(ModelTurn.class);
        othersTurn = other.bean(ModelTurn.class);
        announced = Announced.by(replica);
    }

    @AfterAll
    static void stop() {
        announced.close();
        other.close();
        replica.close();
        MODEL.close();
        SHARED.database().close();
    }

    @BeforeEach
    void friendlyModel() {
        MODEL.approves();
    }

    @Test
    void aWorkerKilledBeforeTheCallCostsNoCallAndItsCandidatesWaitForThePermit() {
        Edits edits = waiting("killed before the call");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        assertThat(statuses(edits)).containsExactly("validating");

        takenOver(edits);

        assertThat(statuses(edits)).containsExactly("waiting");
        assertThat(outcomes(edits)).containsExactly("lost");
        assertThat(othersTurn.begin(edits.tenantId())).isEmpty();
        turnSucceedsLater(edits);
        assertThat(MODEL.questionsNaming(ticket.draft().subjectIds().getFirst().toString()))
                .hasSize(1);
        assertSettledOnce(edits);
    }

    @Test
    void aWorkerKilledInTheCallCostsOneMoreCallAfterThePermitOpenedByItself() {
        Edits edits = waiting("killed in the call");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        ask(ticket);

        takenOver(edits);
        turnSucceedsLater(edits);

        assertThat(MODEL.questionsNaming(ticket.draft().subjectIds().getFirst().toString()))
                .hasSize(2);
        assertThat(secondsBetweenClaims(edits)).isGreaterThanOrEqualTo(3.0);
        assertSettledOnce(edits);
    }

    @Test
    void aWorkerKilledAfterTheAnswerWasStoredCostsNoMoreCall() {
        Edits edits = waiting("killed after the answer");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        assertThat(turn.settle(ticket, ask(ticket))).isTrue();
        assertThat(statuses(edits)).containsExactly("validating");

        takenOver(edits);

        assertThat(statuses(edits)).containsExactly("approved");
        assertThat(MODEL.questionsNaming(ticket.draft().subjectIds().getFirst().toString()))
                .hasSize(1);
        assertSettledOnce(edits);
    }

    @Test
    void twoWorkersThatApplyTheSameAnswerHaveOneEffect() throws Exception {
        Edits edits = waiting("applied twice");
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
    void anAnswerThatComesAfterItsWorkerWasGivenUpIsStoredAndNotPaidForAgain() {
        Edits edits = waiting("late answer");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        Reply late = ask(ticket);
        takenOver(edits);
        assertThat(outcomes(edits)).containsExactly("lost");

        assertThat(turn.settle(ticket, late)).isFalse();

        assertThat(outcomes(edits)).containsExactly("answered");
        assertThat(statuses(edits)).containsExactly("waiting");
        othersTurn.take(edits.tenantId());
        assertThat(statuses(edits)).containsExactly("approved");
        assertThat(MODEL.questionsNaming(ticket.draft().subjectIds().getFirst().toString()))
                .hasSize(1);
        assertSettledOnce(edits);
    }

    @Test
    void aDatabaseThatFailsForAMomentCostsNoPaidAnswer() throws Exception {
        Edits edits = waiting("while the database fails");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        Reply paid = ask(ticket);

        try (Connection owner = SHARED.database().connect(Role.OWNER);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            owner.createStatement().execute("ALTER TABLE llm_answers RENAME TO llm_answers_away");
            Future<Boolean> settled = threads.submit(() -> turn.settle(ticket, paid));
            await().pollDelay(Duration.ofMillis(300)).until(() -> !settled.isDone());
            owner.createStatement().execute("ALTER TABLE llm_answers_away RENAME TO llm_answers");

            assertThat(settled.get()).isTrue();
        }
        takenOver(edits);
        assertThat(MODEL.questionsNaming(ticket.draft().subjectIds().getFirst().toString()))
                .hasSize(1);
        assertSettledOnce(edits);
    }

    @Test
    void aRequestThatIsLostAgainAndAgainIsAskedMoreAndMoreSeldom() {
        Edits edits = waiting("lost again and again");
        for (int lost = 1; lost <= 2; lost++) {
            await().until(() -> turn.begin(edits.tenantId()).isPresent());
            takenOver(edits);
        }

        assertThat(Table.of(replica, edits)
                        .rows("SELECT attempts, next_attempt_at - updated_at > interval '1.5 s' AS spaced "
                                + "FROM suggestions WHERE tenant_id = ?"))
                .containsExactly(Map.of("attempts", 2, "spaced", true));
    }

    @Test
    void ofManyWorkersOnTwoReplicasOneGetsThePermit() throws Exception {
        Edits edits = waiting("raced for");

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
        Edits.publish(replica, all);
        await().until(() -> statuses(edits).size(), Integer.valueOf(30)::equals);

        turn.take(edits.tenantId());
        turn.take(edits.tenantId());

        assertThat(statuses(edits).subList(0, 25)).containsOnly("approved");
        assertThat(statuses(edits).subList(25, 30)).containsOnly("waiting");
        assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(1);
        replica.as(SHARED.tokens().of(edits.tenantId(), "alice"))
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
        assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(2);
    }

    @Test
    void anotherTenantsTurnIsNotDelayed() {
        Edits first = waiting("first tenant");
        Edits second = waiting("second tenant");
        turn.take(first.tenantId());

        turn.take(second.tenantId());

        assertThat(statuses(second)).containsExactly("approved");
    }

    @Test
    void theQuestionHoldsWhatTheTenantKnowsAndNothingOfOthers() {
        Edits stranger = waiting("streaming abroad");
        turn.take(stranger.tenantId());
        Edits edits = Edits.ofNewTenant();
        Edits.publish(replica, edits.same(3, "streaming one", "Media"));
        await().until(() -> statuses(edits), List.of("waiting")::equals);
        turn.take(edits.tenantId());
        Edits.publish(replica, edits.same(4, "streaming two", "Fun"));
        await().until(() -> statuses(edits), List.of("approved", "waiting")::equals);

        turnSucceedsLater(edits);

        String id = String.valueOf(Table.of(replica, edits)
                .rows("SELECT suggestion_id FROM suggestions WHERE tenant_id = ? AND label = 'Fun'")
                .getFirst()
                .get("suggestion_id"));
        assertThat(MODEL.questionsNaming(id)).singleElement().satisfies(question -> {
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
        Edits edits = waiting("decided meanwhile");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        Reply approval = ask(ticket);
        replica.as(SHARED.tokens().of(edits.tenantId(), "alice"))
                .post()
                .uri(
                        "/v1/patterns/suggestions/{id}/reject",
                        ticket.draft().subjectIds().getFirst())
                .exchange()
                .expectStatus()
                .isOk();

        turn.settle(ticket, approval);
        turn.apply(edits.tenantId(), ticket.requestId(), turn.answer(ticket).orElseThrow());

        assertThat(statuses(edits)).containsExactly("rejected");
        assertThat(Table.of(replica, edits).count("patterns")).isZero();
    }

    private static Edits waiting(String key) {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(replica, edits.same(3, key, "Media"));
        await().until(() -> statuses(edits), List.of("waiting")::equals);
        return edits;
    }

    /** Another replica looks for silent workers until it finds this tenant's. */
    private static void takenOver(Edits edits) {
        await().until(() -> {
            othersTurn.takeOver().ifPresent(Runnable::run);
            return Table.of(replica, edits)
                    .rows("SELECT 1 FROM llm_requests WHERE tenant_id = ? AND status IN ('calling', 'answered')")
                    .isEmpty();
        });
    }

    private static void turnSucceedsLater(Edits edits) {
        await().until(() -> {
            othersTurn.take(edits.tenantId());
            return statuses(edits).stream().allMatch("approved"::equals);
        });
    }

    private static void assertSettledOnce(Edits edits) {
        assertThat(statuses(edits)).containsExactly("approved");
        assertThat(Table.of(replica, edits).count("patterns")).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(announced.of(edits, PatternActivated.class)).hasSize(1));
        assertThat(announced.of(edits, SuggestionRaised.class)).hasSize(1);
    }

    private static Reply ask(Ticket ticket) {
        return replica.bean(ModelDoor.class)
                .seat(ticket.draft().tenantId())
                .orElseThrow()
                .ask(ticket);
    }

    private static Boolean applied(ModelTurn turn, Ticket ticket, StoredAnswer answer) {
        turn.apply(ticket.draft().tenantId(), ticket.requestId(), answer);
        return true;
    }

    private static List<String> statuses(Edits edits) {
        return Table.of(replica, edits).statuses();
    }

    private static List<Object> outcomes(Edits edits) {
        return Table.of(replica, edits).rows("SELECT outcome FROM llm_calls WHERE tenant_id = ?").stream()
                .<Object>map(row -> String.valueOf(row.get("outcome")))
                .toList();
    }

    private static double secondsBetweenClaims(Edits edits) {
        Object seconds = Table.of(replica, edits)
                .rows("SELECT extract(epoch FROM max(created_at) - min(created_at))::float8 AS s "
                        + "FROM llm_requests WHERE tenant_id = ?")
                .getFirst()
                .get("s");
        return Double.parseDouble(String.valueOf(seconds));
    }

    private static <T> List<T> inParallel(List<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
