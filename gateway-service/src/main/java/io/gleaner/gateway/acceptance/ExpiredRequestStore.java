package io.gleaner.gateway.acceptance;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code accepted_requests} that are older than they are kept, of every tenant. */
final class ExpiredRequestStore {

    /** Rows of one transaction, so that none holds its locks for long. */
    private static final int MAX_ROWS = 10_000;

    private static final String DELETE = """
            DELETE FROM accepted_requests WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM accepted_requests WHERE accepted_at < now() - make_interval(secs => ?) LIMIT ?))
            """;

    private final JdbcClient jdbc;

    ExpiredRequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Deletes some; whether there may be more. */
    boolean deleteSome(Duration keep) {
        return jdbc.sql(DELETE).params(keep.toSeconds(), MAX_ROWS).update() == MAX_ROWS;
    }
}
