package io.gleaner.tracking.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Parts a sequence of changes into rounds that one statement each can apply: within a round no two changes touch the
 * same thing, and the rounds keep the order of the sequence.
 */
public final class Rounds {

    private Rounds() {}

    /**
     * The rounds of the changes.
     *
     * @param touched what a change touches
     * @param maxTouched a round takes no further change once it touches this many things
     */
    public static <C, T> List<List<C>> of(
            List<C> changes, Function<C, ? extends Collection<T>> touched, int maxTouched) {
        List<List<C>> rounds = new ArrayList<>();
        Set<T> touchedByRound = new HashSet<>();
        for (C change : changes) {
            Collection<T> touches = touched.apply(change);
            boolean fits =
                    touchedByRound.size() < maxTouched && touches.stream().noneMatch(touchedByRound::contains);
            if (rounds.isEmpty() || !fits) {
                rounds.add(new ArrayList<>());
                touchedByRound.clear();
            }
            rounds.getLast().add(change);
            touchedByRound.addAll(touches);
        }
        return rounds;
    }
}
