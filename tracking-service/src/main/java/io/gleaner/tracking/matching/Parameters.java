package io.gleaner.tracking.matching;

import io.gleaner.kit.problems.Problem;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what both questions have in common; a fault is a {@link Problem} 400. */
final class Parameters {

    /** Most words of a pattern: no key has more. */
    private static final int MAX_TOKENS = 5_000;

    private Parameters() {}

    static Field field(@Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(Field::of)
                .orElseThrow(() -> Problem.invalid(
                        "field", "got '%s', expected entity, category, subcategory or justification".formatted(id)));
    }

    static @Nullable Direction direction(@Nullable String id) {
        return id == null
                ? null
                : Direction.of(id)
                        .orElseThrow(() ->
                                Problem.invalid("direction", "got '%s', expected debit, credit or null".formatted(id)));
    }

    static List<String> tokens(String pointer, @Nullable List<String> tokens) {
        return bounded(pointer, tokens, 1, MAX_TOKENS);
    }

    static <T> List<T> bounded(String pointer, @Nullable List<T> items, int least, int most) {
        int size = items == null ? 0 : items.size();
        if (items == null || size < least || size > most || items.contains(null)) {
            throw Problem.invalid(pointer, "got %d items, expected %d to %d".formatted(size, least, most));
        }
        return items;
    }
}
