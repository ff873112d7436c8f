package io.gleaner.kit.failures;

import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a database as logs may show it: classes, SQLSTATEs and stacks, and not a word of the server, whose details
 * quote the values of rows.
 */
public final class MutedFailure extends Exception {

    private static final int DEEPEST = 20;

    private MutedFailure(Throwable failure, int depth) {
        super(named(failure), causeOf(failure, depth), false, true);
        setStackTrace(failure.getStackTrace());
    }

    /** The failure itself where no database took part in it. */
    public static Throwable of(Throwable failure) {
        boolean quotes = Failure.causes(failure)
                .anyMatch(cause -> cause instanceof SQLException || cause instanceof R2dbcException);
        return quotes ? new MutedFailure(failure, 0) : failure;
    }

    private static String named(Throwable failure) {
        String sqlState = Failure.sqlStateOf(failure);
        String name = failure.getClass().getName();
        return sqlState == null ? name : name + " SQLSTATE " + sqlState;
    }

    private static @Nullable MutedFailure causeOf(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return cause == null || depth == DEEPEST ? null : new MutedFailure(cause, depth + 1);
    }
}
