package io.gleaner.gateway.classifying;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartsTest {

    @Test
    void what_fits_is_one_part() {
        assertThat(Parts.of(List.of("a", "b"), 2, text -> 1)).containsExactly(List.of("a", "b"));
    }

    @Test
    void a_part_has_no_more_elements_than_it_may() {
        assertThat(Parts.of(numbers(5), 2, number -> 1)).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    }

    @Test
    void a_part_has_no_more_bytes_than_it_may() {
        assertThat(Parts.of(numbers(3), 10, number -> Parts.MAX_BYTES / 2)).containsExactly(List.of(0, 1), List.of(2));
    }

    @Test
    void an_element_that_is_too_large_for_any_part_stands_alone() {
        assertThat(Parts.of(numbers(3), 10, number -> number == 1 ? Parts.MAX_BYTES + 1 : 1))
                .containsExactly(List.of(0), List.of(1), List.of(2));
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
