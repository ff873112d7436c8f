package io.gleaner.tracking.classifications;

import io.gleaner.tracking.core.Field;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The edits of one field within a round: one statement applies them.
 *
 * @param round all edits of the round; no two of them touch the same label
 */
record FieldEdits(Field field, List<SpelledEdit> round) {

    /**
     * One transaction of an edit.
     *
     * @param edit index of the edit in its round
     */
    record Target(int edit, String transactionId) {}

    static List<FieldEdits> of(List<SpelledEdit> round) {
        return round.stream()
                .map(SpelledEdit::field)
                .distinct()
                .map(field -> new FieldEdits(field, round))
                .toList();
    }

    /** In the order of the table's key, so that statements on the same rows lock them in the same order. */
    List<Target> targets() {
        return IntStream.range(0, round.size())
                .filter(edit -> round.get(edit).field() == field)
                .boxed()
                .flatMap(this::targets)
                .sorted(Comparator.comparing(this::tenantOf).thenComparing(Target::transactionId))
                .toList();
    }

    private String tenantOf(Target target) {
        return round.get(target.edit()).tenantId();
    }

    private Stream<Target> targets(int edit) {
        return round.get(edit).edit().transactionIds().stream().map(id -> new Target(edit, id));
    }
}
