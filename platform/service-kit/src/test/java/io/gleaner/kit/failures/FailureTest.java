package io.gleaner.kit.failures;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class FailureTest {

    private final SQLException server =
            new SQLException("ERROR: duplicate key\n  Detail: Key (name)=(Alice Miller) already exists.", "23505");

    @Test
    void a_databases_reason_is_its_first_line_and_not_the_statement() {
        Failure failure = Failure.of(new DataIntegrityViolationException("INSERT INTO people ... Alice", server));

        assertThat(failure.kind()).isEqualTo("SQLException SQLSTATE 23505");
        assertThat(failure.reason())
                .isEqualTo(
                        "database: got 'ERROR: duplicate key' (SQLSTATE 23505), expected values that its tables can hold");
    }

    @Test
    void another_failure_says_its_class_and_words_or_its_class_alone() {
        assertThat(Failure.of(new IllegalStateException("no such job")).reason())
                .isEqualTo("IllegalStateException: no such job");
        assertThat(Failure.of(new IllegalStateException()).words()).isEqualTo("IllegalStateException");
    }

    @Test
    void a_muted_failure_shows_where_it_broke_and_not_a_word_of_the_server() {
        RuntimeException failure = new DataIntegrityViolationException("INSERT ... Alice", server);

        String shown = stackTrace(MutedFailure.of(failure));

        assertThat(shown)
                .contains(DataIntegrityViolationException.class.getName())
                .contains("java.sql.SQLException SQLSTATE 23505")
                .contains("at " + FailureTest.class.getName())
                .doesNotContain("Alice");
        assertThat(stackTrace(MutedFailure.of(new R2dbcDataIntegrityViolationException("Key (Alice)", "23505"))))
                .contains("SQLSTATE 23505")
                .doesNotContain("Alice");
    }

    @Test
    void a_failure_in_which_no_database_took_part_is_left_as_it_is() {
        RuntimeException failure = new IllegalStateException("no such job");

        assertThat(MutedFailure.of(failure)).isSameAs(failure);
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
