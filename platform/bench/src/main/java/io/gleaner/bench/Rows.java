package io.gleaner.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Rows of some tenants in the database of a service. */
final class Rows {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Target target;
    private final String tenants;

    /** @param tenants as LIKE has it */
    Rows(Target target, String tenants) {
        this.target = target;
        this.tenants = tenants;
    }

    /** Waits until so many are in the table. */
    void await(String service, String table, long expected) throws SQLException, IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Connection database = target.database(service);
                PreparedStatement query = query(database, "count(*)", table)) {
            long there = number(query);
            while (there < expected) {
                if (System.nanoTime() > end) {
                    throw new IOException("%s of %s: got %,d rows, expected %,d within %s"
                            .formatted(table, tenants, there, expected, PATIENCE));
                }
                Thread.sleep(POLL);
                there = number(query);
            }
        }
    }

    /** What the expression, such as {@code count(*)}, is of all of them in the table. */
    long number(String service, String expression, String table) throws SQLException {
        try (Connection database = target.database(service);
                PreparedStatement query = query(database, expression, table)) {
            return number(query);
        }
    }

    private PreparedStatement query(Connection database, String expression, String table) throws SQLException {
        PreparedStatement query =
                database.prepareStatement("SELECT %s FROM %s WHERE tenant_id LIKE ?".formatted(expression, table));
        query.setString(1, tenants);
        return query;
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
