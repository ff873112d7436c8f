package io.gleaner.kit.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page starts; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * The page of a query that asked for one row more than the limit.
     *
     * @param cursor what the position of a row looks like as a cursor
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()));
    }
}
