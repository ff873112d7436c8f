package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.kit.retention.Retention;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Table;
import io.gleaner.pattern.llm.ModelDoor;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.Ticket;
import io.gleaner.testing.OnRealServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests and answers are kept for two days here, and as long as somebody waits for what they say. */
@OnRealServers
class ForgottenRequestsTest {

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.of(1, Map.of("gleaner.llm.provider", "anthropic", "gleaner.llm.retention.keep", "2d"))
                .withoutValidation();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void whatEndedAndNobodyWaitsForIsForgottenAfterItsTimeAndTheLedgerStays() {
        Edits edits = stage.waiting("ended long ago");
        stage.turn().take(edits.tenantId());
        assertThat(stage.table(edits).statuses()).containsExactly("approved");

        passes("1 day", edits);
        forget();
        assertThat(kept(edits)).containsExactly(1L, 1L);
        passes("1 day", edits);
        forget();

        assertThat(kept(edits)).containsExactly(0L, 0L);
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(1);
    }

    @Test
    void anAnswerWhoseEffectIsNotWrittenYetIsKeptHoweverOldItIs() {
        Edits edits = stage.waiting("killed after the answer");
        Ticket ticket = stage.turn().begin(edits.tenantId()).orElseThrow();
        stage.turn()
                .settle(
                        ticket,
                        stage.replica()
                                .bean(ModelDoor.class)
                                .seat(ticket.draft().tenantId())
                                .orElseThrow()
                                .ask(ticket));

        passes("10 days", edits);
        forget();

        await().until(() -> {
            stage.turn().takeOver().ifPresent(Runnable::run);
            return stage.table(edits).statuses().equals(List.of("approved"));
        });
        assertAskedOnce(edits, ticket);
    }

    @Test
    void anAnswerThatCameTooLateIsKeptAsLongAsItsCandidateWaits() {
        Edits edits = stage.waiting("late answer");
        Ticket ticket = stage.turn().begin(edits.tenantId()).orElseThrow();
        Reply late = stage.replica()
                .bean(ModelDoor.class)
                .seat(ticket.draft().tenantId())
                .orElseThrow()
                .ask(ticket);
        await().until(() -> {
            stage.turn().takeOver().ifPresent(Runnable::run);
            return stage.table(edits).statuses().equals(List.of("waiting"));
        });
        stage.turn().settle(ticket, late);

        passes("10 days", edits);
        forget();

        stage.turn().take(edits.tenantId());
        assertThat(stage.table(edits).statuses()).containsExactly("approved");
        assertAskedOnce(edits, ticket);
    }

    private static void passes(String time, Edits edits) {
        JdbcClient jdbc = stage.jdbc();
        jdbc.sql("""
                UPDATE llm_requests SET created_at = created_at - cast(? AS interval), due_at = due_at - cast(? AS interval)
                WHERE tenant_id = ?
                """).params(time, time, edits.tenantId()).update();
        jdbc.sql("UPDATE llm_answers SET created_at = created_at - cast(? AS interval) WHERE tenant_id = ?")
                .params(time, edits.tenantId())
                .update();
    }

    private static void forget() {
        stage.replica().bean(Retention.class).forgetExpired();
    }

    /** Requests and answers. */
    private static List<Long> kept(Edits edits) {
        Table table = stage.table(edits);
        return List.of(table.count("llm_requests"), table.count("llm_answers"));
    }

    private static void assertAskedOnce(Edits edits, Ticket ticket) {
        assertThat(stage.model()
                        .questionsNaming(ticket.draft().subjectIds().getFirst().toString()))
                .hasSize(1);
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(1);
    }
}
