package io.gleaner.stack.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Statements that take no parameters (CREATE ROLE and its like): the server itself quotes what is put into them, by its
 * {@code format} function with {@code %I} for names and {@code %L} for values.
 */
final class AdministratorSql implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;

    AdministratorSql(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
    }

    void run(String template, String... values) throws SQLException {
        statement.execute(quoted(template, values));
    }

    boolean exists(String template, String... values) throws SQLException {
        try (var rows = statement.executeQuery(quoted(template, values))) {
            return rows.next();
        }
    }

    private String quoted(String template, String... values) throws SQLException {
        try (var format = connection.prepareStatement("SELECT format(?, VARIADIC ?)")) {
            format.setString(1, template);
            format.setArray(2, connection.createArrayOf("text", values));
            try (var rows = format.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
