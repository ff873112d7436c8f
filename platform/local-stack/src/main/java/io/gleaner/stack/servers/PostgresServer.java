package io.gleaner.stack.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where a PostgreSQL answers, and its superuser. */
public record PostgresServer(String host, int port, String superuser, String password) {

    /** A server without password check for the superuser, as {@link PostgresNode} starts it on loopback. */
    public static PostgresServer onLoopback(int port) {
        return new PostgresServer("127.0.0.1", port, "postgres", "");
    }

    /** Connects as superuser. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", superuser);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s".formatted(host, port, database), properties);
    }
}
