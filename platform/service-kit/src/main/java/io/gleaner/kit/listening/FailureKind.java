package io.gleaner.kit.listening;

import java.sql.SQLException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Whether a failed batch failed by what it holds or by what it stands on. */
enum FailureKind {
    /** The database or the broker is broken: stop, back off, try the same again. */
    INFRASTRUCTURE,
    /** A record is poison: find it, set it aside, go on. */
    DATA;

    /** SQLSTATE classes that a value causes: data exception, integrity violation, program limit exceeded. */
    private static final Set<String> BY_VALUE = Set.of("22", "23", "54");

    static FailureKind of(Throwable failure) {
        String sqlState = sqlStateOf(failure);
        if (sqlState != null) {
            return BY_VALUE.contains(sqlState.substring(0, Math.min(2, sqlState.length()))) ? DATA : INFRASTRUCTURE;
        }
        return switch (failure) {
            case DataIntegrityViolationException byValue -> DATA;
            case DataAccessException broken -> INFRASTRUCTURE;
            case TransactionException broken -> INFRASTRUCTURE;
            case KafkaException broken -> INFRASTRUCTURE;
            case org.springframework.kafka.KafkaException broken -> INFRASTRUCTURE;
            default -> DATA;
        };
    }

    private static @Nullable String sqlStateOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
