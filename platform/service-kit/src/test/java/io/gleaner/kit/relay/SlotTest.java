package io.gleaner.kit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotTest {

    private static final Position AT_100 = new Position.At(100);

    @Test
    void a_slot_is_continued_from_a_position_that_it_still_has() {
        assertThat(new Slot(false, 90).continues(AT_100)).isTrue();
        assertThat(new Slot(false, 100).continues(AT_100)).isTrue();
    }

    @Test
    void a_lost_slot_is_not_continued() {
        assertThat(new Slot(true, 90).continues(AT_100)).isFalse();
    }

    @Test
    void a_slot_without_a_position_is_not_continued_because_rows_may_be_missing_before_it() {
        assertThat(new Slot(false, 90).continues(new Position.None())).isFalse();
    }

    @Test
    void a_slot_ahead_of_the_position_is_not_continued_because_kafka_forgot_something() {
        assertThat(new Slot(false, 101).continues(AT_100)).isFalse();
    }
}
