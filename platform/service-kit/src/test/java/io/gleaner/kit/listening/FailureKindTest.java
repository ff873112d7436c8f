package io.gleaner.kit.listening;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailureKindTest {

    @ParameterizedTest
    @CsvSource({
        "22021, DATA", // a NUL character in a text
        "22003, DATA", // numeric out of range
        "23505, DATA", // a duplicate key nobody expected
        "54000, DATA", // a value too long for its index
        "57P01, INFRASTRUCTURE", // the server shuts down
        "53100, INFRASTRUCTURE", // disk full
        "08006, INFRASTRUCTURE", // connection lost
        "40P01, INFRASTRUCTURE", // deadlock: the same again
        "42P01, INFRASTRUCTURE", // a table is missing: no record's fault
    })
    void the_sql_state_tells_poison_from_a_broken_database(String sqlState, FailureKind kind) {
        SQLException cause = new SQLException("x", sqlState);

        assertThat(FailureKind.of(new UncategorizedSQLException("task", "sql", cause)))
                .isEqualTo(kind);
    }

    static Stream<Arguments> failuresWithoutSqlState() {
        return Stream.of(
                Arguments.of(new DataIntegrityViolationException("x"), FailureKind.DATA),
                Arguments.of(new IllegalArgumentException("x"), FailureKind.DATA),
                Arguments.of(new DataAccessResourceFailureException("x"), FailureKind.INFRASTRUCTURE),
                Arguments.of(new CannotCreateTransactionException("x"), FailureKind.INFRASTRUCTURE),
                Arguments.of(new TimeoutException("x"), FailureKind.INFRASTRUCTURE));
    }

    @ParameterizedTest
    @MethodSource("failuresWithoutSqlState")
    void without_a_sql_state_the_exception_tells(RuntimeException failure, FailureKind kind) {
        assertThat(FailureKind.of(failure)).isEqualTo(kind);
    }
}
