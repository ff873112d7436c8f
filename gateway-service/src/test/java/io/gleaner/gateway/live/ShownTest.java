package io.gleaner.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.Topic;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;

class ShownTest {

    private final Shown shown = new Shown(Position.parse("10.0.0"), 2);

    @Test
    void an_event_is_shown_with_the_position_after_it() {
        ServerSentEvent<String> event =
                shown.next(event(Topic.PATTERN_EVENTS, 11, "a")).orElseThrow();

        assertThat(event.id()).isEqualTo("11.0.0");
        assertThat(event.event()).isEqualTo("suggestion.raised");
        assertThat(Objects.requireNonNull(event.data())).isEqualTo("{}");
    }

    @Test
    void what_lies_before_the_position_is_not_shown() {
        assertThat(shown.next(event(Topic.PATTERN_EVENTS, 10, "a"))).isEmpty();
    }

    @Test
    void an_event_that_was_published_twice_is_shown_once() {
        shown.next(event(Topic.PATTERN_EVENTS, 11, "a"));

        assertThat(shown.next(event(Topic.PATTERN_EVENTS, 12, "a"))).isEmpty();
        assertThat(shown.next(event(Topic.JOB_EVENTS, 1, "b")).orElseThrow().id())
                .isEqualTo("12.1.0");
    }

    @Test
    void it_forgets_the_oldest_ids_first() {
        shown.next(event(Topic.PATTERN_EVENTS, 11, "a"));
        shown.next(event(Topic.PATTERN_EVENTS, 12, "b"));
        shown.next(event(Topic.PATTERN_EVENTS, 13, "c"));

        assertThat(shown.next(event(Topic.PATTERN_EVENTS, 14, "b"))).isEmpty();
        assertThat(shown.next(event(Topic.PATTERN_EVENTS, 15, "a"))).isPresent();
    }

    private static LiveEvent event(Topic topic, long next, String id) {
        return new LiveEvent(topic, next, id, "suggestion.raised", "{}");
    }
}
