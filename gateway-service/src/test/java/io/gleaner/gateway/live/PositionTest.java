package io.gleaner.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {

    private static final Position POSITION = new Position(List.of(12L, 5L, 9L));

    @Test
    void it_reads_as_the_offsets_in_pattern_job_and_stats_events() {
        assertThat(POSITION).hasToString("12.5.9");
        assertThat(Position.parse("12.5.9")).isEqualTo(POSITION);
        assertThat(POSITION.at(Topic.PATTERN_EVENTS)).isEqualTo(12);
        assertThat(POSITION.at(Topic.JOB_EVENTS)).isEqualTo(5);
        assertThat(POSITION.at(Topic.STATS_EVENTS)).isEqualTo(9);
    }

    @Test
    void going_on_in_one_topic_leaves_the_others_where_they_are() {
        assertThat(POSITION.with(Topic.JOB_EVENTS, 6)).hasToString("12.6.9");
    }

    @Test
    void it_is_behind_where_any_topic_is() {
        assertThat(POSITION.isBehind(Position.parse("11.6.9"))).isTrue();
        assertThat(POSITION.isBehind(POSITION)).isFalse();
        assertThat(POSITION.isBehind(Position.parse("0.0.0"))).isFalse();
    }
}
