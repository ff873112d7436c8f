package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Api.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process is killed with SIGKILL while three tenants are each at another step: an edit was just accepted, a window is
 * open, a call is in flight. Nothing is lost and nothing happens twice.
 */
class FaultsTest {

    private static final Duration SLOW_MODEL = Duration.ofSeconds(2);

    private final Stack stack = Stack.running();

    @AfterEach
    void modelAnswersAtOnce() {
        stack.model().approves();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pattern", "tracking", "kafka"})
    void a_kill_between_any_two_steps_loses_nothing_and_repeats_nothing(String component) {
        stack.model().answersAfter(SLOW_MODEL);
        Drag called = Drag.prepared();
        Drag open = Drag.prepared();
        Drag accepted = Drag.prepared();

        called.drag();
        await().atMost(Tenant.PATIENCE).until(() -> called.calls() == 1);
        open.drag();
        await().atMost(Tenant.PATIENCE)
                .until(() -> !open.tenant
                        .alice()
                        .get("/v1/windows")
                        .body()
                        .path("items")
                        .isEmpty());
        Answer answer = accepted.drag();
        stack.kill(component);

        assertThat(answer.status()).isEqualTo(202);
        List.of(called, open, accepted).forEach(Drag::hasItsEffectOnce);
        assertThat(open.calls()).isEqualTo(1);
        assertThat(accepted.calls()).isEqualTo(1);
        assertThat(called.calls()).as("a call in flight may be repeated once").isBetween(1L, 2L);
    }

    @Test
    void while_the_broker_is_away_an_edit_is_accepted_or_clearly_refused_and_none_accepted_is_lost() {
        Drag drag = Drag.prepared();
        stack.stop("kafka");

        Answer refused = drag.drag();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        stack.start("kafka");
        await().atMost(Tenant.PATIENCE).until(() -> drag.drag().status() == 202);
        drag.hasItsEffectOnce();
    }

    @Test
    void while_the_database_is_away_an_edit_is_accepted_or_clearly_refused_and_none_accepted_is_lost() {
        Drag drag = Drag.prepared();
        stack.stop("postgres");

        Answer answer = drag.drag();

        assertThat(answer.status()).isIn(202, 503);
        stack.start("postgres");
        if (answer.status() != 202) {
            await().atMost(Tenant.PATIENCE).until(() -> drag.drag().status() == 202);
        }
        drag.hasItsEffectOnce();
    }

    /** Nine rows of a merchant nobody else has. */
    private record Drag(Tenant tenant, String merchant, List<String> rows) {

        static Drag prepared() {
            Tenant tenant = Tenant.fresh();
            String merchant = "SHOP"
                    + UUID.randomUUID().toString().replaceAll("[^a-f]", "").toUpperCase(Locale.ROOT);
            String[] descriptions = IntStream.range(0, 9)
                    .mapToObj(i -> merchant + " ref " + (4000 + i))
                    .toArray(String[]::new);
            return new Drag(tenant, merchant, tenant.has(descriptions));
        }

        Answer drag() {
            return tenant.drags(rows, "Media");
        }

        long calls() {
            return Stack.running()
                    .model()
                    .questionsNaming(merchant.toLowerCase(Locale.ROOT))
                    .size();
        }

        void hasItsEffectOnce() {
            assertThat(tenant.awaitSuggestion("approved").path("occurrences").asInt())
                    .isEqualTo(9);
            assertThat(Counting.tracked(tenant)).isEqualTo(9);
            assertThat(Counting.in(
                            "pattern",
                            "SELECT count(*) FROM classification_occurrences WHERE tenant_id = ?",
                            tenant.id()))
                    .isEqualTo(9);
            assertThat(Counting.in("pattern", "SELECT count(*) FROM patterns WHERE tenant_id = ?", tenant.id()))
                    .isEqualTo(1);
        }
    }
}
