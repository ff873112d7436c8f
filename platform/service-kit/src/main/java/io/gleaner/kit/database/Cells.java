package io.gleaner.kit.database;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Cells of a row that R2DBC brings. */
public final class Cells {

    private Cells() {}

    /**
     * The cell of a column that is never null.
     *
     * @throws NullPointerException naming the column, if it is
     */
    public static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
