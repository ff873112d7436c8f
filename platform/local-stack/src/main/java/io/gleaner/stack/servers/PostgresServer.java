package io.gleaner.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL answers, and its superuser. {@code cluster} is the data directory it must work in, where that is
 * known: another server may have taken the port, and must not be mistaken for this one.
 */
public record PostgresServer(
        String host,
        int port,
        String superuser,
        String password,
        @Nullable Path cluster) {

    /** A server that works in whatever directory. */
    public PostgresServer(String host, int port, String superuser, String password) {
        this(host, port, superuser, password, null);
    }

    /** A server without password check for the superuser, as {@link PostgresNode} starts it on loopback. */
    public static PostgresServer onLoopback(int port, PostgresFiles files) {
        return new PostgresServer("127.0.0.1", port, "postgres", "", files.cluster());
    }

    /** Connects as superuser; fails if it is another server that answers. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", superuser);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        var connection =
                DriverManager.getConnection("jdbc:postgresql://%s:%d/%s".formatted(host, port, database), properties);
        if (cluster != null) {
            requireCluster(connection, cluster);
        }
        return connection;
    }

    private void requireCluster(Connection connection, Path expected) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW data_directory")) {
            rows.next();
            var served = rows.getString(1);
            if (isSame(Path.of(served), expected)) {
                return;
            }
            connection.close();
            throw new SQLException(
                    "another PostgreSQL answers on port %d, with its data in %s".formatted(port, served));
        }
    }

    private static boolean isSame(Path served, Path expected) {
        try {
            return Files.isSameFile(served, expected);
        } catch (IOException notOnThisMachine) {
            return false;
        }
    }
}
