package io.gleaner.testing;

import io.gleaner.stack.servers.DatabaseProvisioning;
import io.gleaner.stack.servers.Passwords;
import io.gleaner.stack.servers.PostgresServer;
import io.gleaner.stack.servers.Role;
import io.gleaner.stack.servers.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A fresh, empty database of a service with its four roles, as the service finds it before its first migration. It and
 * its replication slots are dropped by {@link #close}, or else some seconds after this JVM has ended. The roles belong to
 * the whole server: all test databases of a service share them and their passwords.
 */
public final class TestDatabase implements AutoCloseable {
    private final PostgresServer server;
    private final ServiceDatabase database;

    private TestDatabase(PostgresServer server, ServiceDatabase database) {
        this.server = server;
        this.database = database;
    }

    /** Makes one. {@code service} is the name without "-service": gateway, tracking, pattern, upload or stats. */
    public static TestDatabase of(String service) {
        var server = TestServers.running().postgres();
        var passwords = Passwords.of(role -> service + "-" + role.suffix() + "-in-tests");
        var database =
                new ServiceDatabase(service, TestDatabaseName.fresh(service).toString(), passwords);
        try {
            new DatabaseProvisioning(server).provision(database);
        } catch (SQLException e) {
            throw new IllegalStateException("no test database for " + service, e);
        }
        return new TestDatabase(server, database);
    }

    public String name() {
        return database.name();
    }

    /** For pgjdbc, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), name());
    }

    /** A role's name, such as tracking_web. */
    public String user(Role role) {
        return database.role(role);
    }

    public String password(Role role) {
        return database.passwords().of(role);
    }

    public Connection connect(Role role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user(role), password(role));
    }

    /** Everything a service must be told to use this database: {@code gleaner.service} and {@code gleaner.database.*}. */
    public Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        properties.put("gleaner.service", database.service());
        properties.put("gleaner.database.host", server.host());
        properties.put("gleaner.database.port", Integer.toString(server.port()));
        properties.put("gleaner.database.name", name());
        for (var role : Role.values()) {
            properties.put("gleaner.database." + role.suffix() + "-password", password(role));
        }
        return properties;
    }

    /** Puts {@link #properties} before a Spring context, from a {@code @DynamicPropertySource} method. */
    public void register(DynamicPropertyRegistry registry) {
        properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Override
    public void close() {
        try {
            new DatabaseProvisioning(server).drop(name());
        } catch (SQLException e) {
            throw new IllegalStateException("test database " + name() + " is still in use", e);
        }
    }
}
