package io.gleaner.pattern.operations;

import io.gleaner.kit.problems.Problem;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a list of patterns is sorted by, the highest first. */
enum OperationSort {
    SAVINGS("savings", "numeric"),
    COUNT("occurrences", "bigint"),
    CONFIDENCE("confidence", "integer"),
    RECENT("coalesce(last_seen, '-infinity')", "timestamptz");

    private final String column;
    private final String type;

    OperationSort(String column, String type) {
        this.column = column;
        this.type = type;
    }

    /** @throws Problem 400 if there is no such order */
    static OperationSort of(String text) {
        return Arrays.stream(values())
                .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "sort", "got '%s', expected savings, count, confidence or recent".formatted(text)));
    }

    /** SQL condition on what comes behind the position of these two parameters. */
    String behind(String parameter, String id) {
        return " AND (%s, pattern_id) < (%s::%s, %s::uuid)".formatted(column, parameter, type, id);
    }

    String orderBy() {
        return " ORDER BY %s DESC, pattern_id DESC".formatted(column);
    }

    /** The view's place in this order. */
    Object positionOf(OperationView view) {
        return switch (this) {
            case SAVINGS -> view.potentialMonthlySavings();
            case COUNT -> view.occurrenceCount();
            case CONFIDENCE -> view.confidenceScore();
            case RECENT -> lastSeen(view);
        };
    }

    private static Object lastSeen(OperationView view) {
        @Nullable Object last = view.lastSeen();
        return last == null ? "-infinity" : last;
    }
}
