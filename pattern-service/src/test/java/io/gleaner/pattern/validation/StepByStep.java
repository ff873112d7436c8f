package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.SuggestionRaised;
import io.gleaner.pattern.Announced;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.llm.ModelDoor;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.Ticket;
import io.gleaner.testing.OnRealServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Base of tests that take a turn's steps one by one on one of two replicas. The permit
 * opens 2 s after a call's end and 3 s after the claim of a killed worker; a silent worker is replaced after 1.5 s.
 */
@OnRealServers
abstract class StepByStep {

    static Stage stage;

    private static Announced announced;

    ModelTurn turn;
    ModelTurn othersTurn;

    @BeforeAll
    static void start() {
        stage = Stage.of(2, Map.of("gleaner.llm.provider", "anthropic")).withoutValidation();
        announced = Announced.by(stage.replica());
    }

    @AfterAll
    static void stop() {
        announced.close();
        stage.close();
    }

    @BeforeEach
    void friendlyModel() {
        turn = stage.turn();
        othersTurn = stage.replicas().getLast().bean(ModelTurn.class);
        stage.model().approves();
    }

    /** Another replica looks for silent workers until it finds this tenant's. */
    void takenOver(Edits edits) {
        await().until(() -> {
            othersTurn.takeOver().ifPresent(Runnable::run);
            return stage.table(edits)
                    .rows("SELECT 1 FROM llm_requests WHERE tenant_id = ? AND status IN ('calling', 'answered')")
                    .isEmpty();
        });
    }

    void turnSucceedsLater(Edits edits) {
        await().until(() -> {
            othersTurn.take(edits.tenantId());
            return stage.statuses(edits).stream().allMatch("approved"::equals);
        });
    }

    static void assertSettledOnce(Edits edits) {
        assertThat(stage.statuses(edits)).containsExactly("approved");
        assertThat(stage.table(edits).count("patterns")).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(announced.of(edits, PatternActivated.class)).hasSize(1));
        assertThat(announced.of(edits, SuggestionRaised.class)).hasSize(1);
    }

    static Reply ask(Ticket ticket) {
        return stage.replica()
                .bean(ModelDoor.class)
                .seat(ticket.draft().tenantId())
                .orElseThrow()
                .ask(ticket);
    }

    static <T> List<T> inParallel(List<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
