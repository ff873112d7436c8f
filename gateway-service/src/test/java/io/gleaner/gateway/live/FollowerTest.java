package io.gleaner.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private final Follower follower = new Follower("acme", Position.parse("0.0.0"), 2);

    @Test
    void a_client_that_does_not_keep_up_gets_what_was_buffered_and_then_the_end() {
        assertThat(follower.offer(event(1))).isTrue();
        assertThat(follower.offer(event(2))).isTrue();
        assertThat(follower.offer(event(3))).isFalse();

        follower.cutOff();

        assertThat(follower.events().map(LiveEvent::next).collectList().block(Duration.ofSeconds(5)))
                .containsExactly(1L, 2L);
    }

    private static LiveEvent event(long next) {
        return new LiveEvent(Topic.JOB_EVENTS, next, "event-" + next, "job.progressed", "{}");
    }
}
