package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.kit.retention.Retention;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import io.gleaner.pattern.llm.ModelDoor;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.Ticket;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.model.FakeModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests and answers are kept for two days here, and as long as somebody waits for what they say. */
@OnRealServers
class ForgottenRequestsTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final FakeModel MODEL = FakeModel.started();

    private static Replica replica;
    private static ModelTurn turn;

    @BeforeAll
    static void start() {
        replica = SHARED.start(Map.of(
                        "gleaner.llm.provider", "anthropic",
                        "gleaner.llm.base-url", MODEL.baseUrl(),
                        "gleaner.llm.retention.keep", "2d"))
                .withoutValidation();
        turn = replica.bean(ModelTurn.class);
        MODEL.approves();
    }

    @AfterAll
    static void stop() {
        replica.close();
        MODEL.close();
        SHARED.database().close();
    }

    @Test
    void whatEndedAndNobodyWaitsForIsForgottenAfterItsTimeAndTheLedgerStays() {
        Edits edits = waiting("ended long ago");
        turn.take(edits.tenantId());
        assertThat(Table.of(replica, edits).statuses()).containsExactly("approved");

        passes("1 day", edits);
        forget();
        assertThat(kept(edits)).containsExactly(1L, 1L);
        passes("1 day", edits);
        forget();

        assertThat(kept(edits)).containsExactly(0L, 0L);
        assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(1);
    }

    @Test
    void anAnswerWhoseEffectIsNotWrittenYetIsKeptHoweverOldItIs() {
        Edits edits = waiting("killed after the answer");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        turn.settle(
                ticket,
                replica.bean(ModelDoor.class)
                        .seat(ticket.draft().tenantId())
                        .orElseThrow()
                        .ask(ticket));

        passes("10 days", edits);
        forget();

        await().until(() -> {
            turn.takeOver().ifPresent(Runnable::run);
            return Table.of(replica, edits).statuses().equals(List.of("approved"));
        });
        assertAskedOnce(edits, ticket);
    }

    @Test
    void anAnswerThatCameTooLateIsKeptAsLongAsItsCandidateWaits() {
        Edits edits = waiting("late answer");
        Ticket ticket = turn.begin(edits.tenantId()).orElseThrow();
        Reply late = replica.bean(ModelDoor.class)
                .seat(ticket.draft().tenantId())
                .orElseThrow()
                .ask(ticket);
        await().until(() -> {
            turn.takeOver().ifPresent(Runnable::run);
            return Table.of(replica, edits).statuses().equals(List.of("waiting"));
        });
        turn.settle(ticket, late);

        passes("10 days", edits);
        forget();

        turn.take(edits.tenantId());
        assertThat(Table.of(replica, edits).statuses()).containsExactly("approved");
        assertAskedOnce(edits, ticket);
    }

    private static Edits waiting(String key) {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(replica, edits.same(3, key, "Media"));
        await().until(() -> Table.of(replica, edits).statuses(), List.of("waiting")::equals);
        return edits;
    }

    private static void passes(String time, Edits edits) {
        JdbcClient jdbc = replica.bean(JdbcClient.class);
        jdbc.sql("""
                UPDATE llm_requests SET created_at = created_at - cast(? AS interval), due_at = due_at - cast(? AS interval)
                WHERE tenant_id = ?
                """).params(time, time, edits.tenantId()).update();
        jdbc.sql("UPDATE llm_answers SET created_at = created_at - cast(? AS interval) WHERE tenant_id = ?")
                .params(time, edits.tenantId())
                .update();
    }

    private static void forget() {
        replica.bean(Retention.class).forgetExpired();
    }

    /** Requests and answers. */
    private static List<Long> kept(Edits edits) {
        Table table = Table.of(replica, edits);
        return List.of(table.count("llm_requests"), table.count("llm_answers"));
    }

    private static void assertAskedOnce(Edits edits, Ticket ticket) {
        assertThat(MODEL.questionsNaming(ticket.draft().subjectIds().getFirst().toString()))
                .hasSize(1);
        assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(1);
    }
}
