package io.gleaner.kit.database;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Rows as one array per column, for {@code unnest}: one statement, one plan and one round trip for any number of rows. */
public final class Columns<R> {

    private final List<R> rows;

    public Columns(Collection<R> rows) {
        this.rows = List.copyOf(rows);
    }

    /** For {@code text[]}, and for what has a text form, such as {@code timestamptz[]}. */
    public @Nullable String[] texts(Function<R, @Nullable String> column) {
        @Nullable String[] values = new @Nullable String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }

    /** For {@code integer[]}. */
    public Integer[] integers(ToIntFunction<R> column) {
        return rows.stream().map(column::applyAsInt).toArray(Integer[]::new);
    }

    /** For {@code bigint[]}. */
    public Long[] longs(ToLongFunction<R> column) {
        return rows.stream().map(column::applyAsLong).toArray(Long[]::new);
    }

    /** For {@code boolean[]}. */
    public Boolean[] flags(Predicate<R> column) {
        return rows.stream().map(column::test).toArray(Boolean[]::new);
    }
}
