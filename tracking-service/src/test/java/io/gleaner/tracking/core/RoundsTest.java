package io.gleaner.tracking.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static List<List<Set<Integer>>> rounds(List<Set<Integer>> changes, int most) {
        return Rounds.of(changes, Function.identity(), most);
    }

    @Test
    void changes_of_different_things_share_a_round() {
        assertThat(rounds(List.of(Set.of(1), Set.of(2, 3), Set.of(4)), 10))
                .containsExactly(List.of(Set.of(1), Set.of(2, 3), Set.of(4)));
    }

    @Test
    void a_thing_touched_again_begins_a_new_round() {
        assertThat(rounds(List.of(Set.of(1), Set.of(2), Set.of(2, 3), Set.of(1)), 10))
                .containsExactly(List.of(Set.of(1), Set.of(2)), List.of(Set.of(2, 3), Set.of(1)));
    }

    @Test
    void a_full_round_takes_no_more() {
        assertThat(rounds(List.of(Set.of(1, 2, 3), Set.of(4), Set.of(5)), 2))
                .containsExactly(List.of(Set.of(1, 2, 3)), List.of(Set.of(4), Set.of(5)));
    }

    @Test
    void no_changes_make_no_round() {
        assertThat(rounds(List.of(), 10)).isEmpty();
    }

    @Test
    void rounds_keep_the_order_and_never_touch_a_thing_twice() {
        Random random = new Random(42);
        List<Set<Integer>> changes = IntStream.range(0, 2_000)
                .mapToObj(i -> Set.copyOf(random.ints(1 + random.nextInt(4), 0, 100).boxed().toList().stream()
                        .distinct()
                        .toList()))
                .toList();

        List<List<Set<Integer>>> rounds = rounds(changes, 20);

        assertThat(rounds.stream().flatMap(List::stream)).containsExactlyElementsOf(changes);
        assertThat(rounds).allSatisfy(round -> {
            Set<Integer> touched = new HashSet<>();
            round.forEach(change -> assertThat(change).allMatch(touched::add));
        });
    }
}
