package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.systemtests.Api.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the nine edits stand on is killed or away. Nothing is lost and nothing happens twice. */
@Isolated
class FaultsTest {

    private final Stack stack = Stack.running();

    /** Of pattern-service both replicas are killed. */
    @ParameterizedTest
    @ValueSource(strings = {"pattern", "tracking", "kafka", "postgres", "gateway"})
    void a_kill_between_any_two_steps_loses_nothing_and_repeats_nothing(String component) {
        try (Steps steps = new Steps();
                TopicReader patternEvents = TopicReader.fromNow("gleaner.pattern-events")) {
            steps.reach();

            stack.kill(component);

            steps.goOn();
            steps.haveTheirEffectOnce(patternEvents);
        }
    }

    @Test
    void while_the_broker_is_away_an_edit_is_accepted_or_clearly_refused_and_none_accepted_is_lost() {
        Drag drag = Drag.prepared();
        stack.stop("kafka");

        Answer refused = drag.drag();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        stack.start("kafka");
        assertThat(drag.insist().status()).isEqualTo(202);
        drag.hasItsEffectOnce();
    }

    @Test
    void while_the_database_is_away_an_edit_is_accepted_or_clearly_refused_and_none_accepted_is_lost() {
        Drag drag = Drag.prepared();
        stack.stop("postgres");

        Answer answer = drag.drag();

        assertThat(answer.status()).isIn(202, 503);
        stack.start("postgres");
        if (answer.isUnknown()) {
            assertThat(drag.insist().status()).isEqualTo(202);
        }
        drag.hasItsEffectOnce();
    }
}
