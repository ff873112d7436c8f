package io.gleaner.kit.failures;

import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What something failed by: its root cause.
 *
 * @param type class of the root cause, without its package
 * @param sqlState SQLSTATE where a database said so
 * @param said first line of what it said; it may quote what users wrote
 */
public record Failure(
        String type, @Nullable String sqlState, @Nullable String said) {

    /** Causes deeper than this are left alone: a chain may be a circle. */
    private static final int DEEPEST = 20;

    public static Failure of(Throwable thrown) {
        Throwable root = causes(thrown).reduce(thrown, (_, deeper) -> deeper);
        return new Failure(root.getClass().getSimpleName(), sqlStateOf(root), firstLine(root.getMessage()));
    }

    /** For logs and health: class and SQLSTATE, and nothing that a user may have written. */
    public String kind() {
        return sqlState == null ? type : type + " SQLSTATE " + sqlState;
    }

    /** For whoever looks after the service: what is broken. */
    public String words() {
        return said == null ? kind() : kind() + ": " + said;
    }

    /** For whoever may see the data itself: why it was refused. */
    public String reason() {
        return sqlState == null
                ? words()
                : "database: got '%s' (SQLSTATE %s), expected values that its tables can hold"
                        .formatted(said, sqlState);
    }

    /** The thrown and its causes, outermost first. */
    static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }

    static @Nullable String sqlStateOf(Throwable thrown) {
        return switch (thrown) {
            case SQLException sql -> sql.getSQLState();
            case R2dbcException sql -> sql.getSqlState();
            default -> null;
        };
    }

    private static @Nullable String firstLine(@Nullable String message) {
        return message == null ? null : message.lines().findFirst().orElse("");
    }
}
