package io.gleaner.kit.retention;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes rows that are kept no longer, of every tenant. */
final class ExpiredRowStore {

    private final JdbcClient jdbc;

    ExpiredRowStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Deletes some, in a transaction of their own. A row that is changed at the same moment is left alone.
     *
     * @return how many
     */
    int deleteSome(ExpiringRows rows, int most) {
        return jdbc.sql(delete(rows))
                .param("seconds", rows.keep().toMillis() / 1000.0)
                .param("most", most)
                .update();
    }

    private static String delete(ExpiringRows rows) {
        return "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT r.ctid FROM %1$s r WHERE %2$s LIMIT :most))"
                .formatted(rows.table(), rows.expired().replace(":keep", "make_interval(secs => :seconds)"));
    }
}
