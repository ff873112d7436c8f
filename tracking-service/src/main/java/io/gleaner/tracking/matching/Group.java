package io.gleaner.tracking.matching;

import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Matcher;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that share key and direction, and so their signatures.
 *
 * @param words of the key; none without one
 * @param labelled how many of them have each field set by a user
 */
record Group(
        @Nullable String key, List<String> words, Direction direction, long transactions, Map<Field, Long> labelled) {

    Group(@Nullable String key, Direction direction, long transactions, Map<Field, Long> labelled) {
        this(key, key == null ? List.of() : Matcher.words(key), direction, transactions, labelled);
    }

    long labelled(Field field) {
        return labelled.getOrDefault(field, 0L);
    }
}
