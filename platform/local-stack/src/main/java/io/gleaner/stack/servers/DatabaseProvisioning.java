package io.gleaner.stack.servers;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Prepares a PostgreSQL server for a service: its four roles and its database, which is everything a superuser has to do;
 * the rest is the service's own migrations. May be repeated at any time, also by several processes at once: all of it
 * happens under one advisory lock, since PostgreSQL lets concurrent changes of one role fail.
 */
public final class DatabaseProvisioning {
    private static final long LOCK = 0x676C65616E6572L; // "gleaner"

    private final PostgresServer server;

    public DatabaseProvisioning(PostgresServer server) {
        this.server = server;
    }

    public void provision(ServiceDatabase database) throws SQLException {
        try (var connection = server.connect("postgres");
                var sql = new AdministratorSql(connection)) {
            sql.run("SELECT pg_advisory_lock(" + LOCK + ")"); // until the connection closes
            for (var role : Role.values()) {
                createRole(sql, database, role);
            }
            grantWebToWorker(sql, database);
            createDatabase(sql, database);
            openDatabase(database);
        }
    }

    /** Removes a database and the replication slots that hold its log; the roles stay, others may use them. */
    public void drop(String name) throws SQLException {
        try (var connection = server.connect("postgres");
                var sql = new AdministratorSql(connection)) {
            if (!sql.exists("SELECT 1 FROM pg_database WHERE datname = %L", name)) {
                return;
            }
            sql.run("ALTER DATABASE %I ALLOW_CONNECTIONS false", name);
            dropSlots(connection, name);
            sql.run("DROP DATABASE %I WITH (FORCE)", name);
        }
    }

    private static void createRole(AdministratorSql sql, ServiceDatabase database, Role role) throws SQLException {
        var name = database.role(role);
        if (!sql.exists("SELECT 1 FROM pg_roles WHERE rolname = %L", name)) {
            sql.run("CREATE ROLE %I", name);
        }
        sql.run(
                "ALTER ROLE %I " + role.attributes() + " PASSWORD %L",
                name,
                database.passwords().of(role));
    }

    /** A worker may become web for one transaction, and is never bound or allowed by web's policies before. */
    private static void grantWebToWorker(AdministratorSql sql, ServiceDatabase database) throws SQLException {
        sql.run("GRANT %I TO %I WITH INHERIT FALSE, SET TRUE", database.role(Role.WEB), database.role(Role.WORKER));
    }

    private static void createDatabase(AdministratorSql sql, ServiceDatabase database) throws SQLException {
        if (!sql.exists("SELECT 1 FROM pg_database WHERE datname = %L", database.name())) {
            sql.run("CREATE DATABASE %I OWNER %I", database.name(), database.role(Role.OWNER));
        }
        sql.run("REVOKE ALL ON DATABASE %I FROM PUBLIC", database.name());
        for (var role : Role.values()) {
            sql.run("GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I", database.name(), database.role(role));
        }
    }

    private void openDatabase(ServiceDatabase database) throws SQLException {
        try (var connection = server.connect(database.name());
                var sql = new AdministratorSql(connection)) {
            sql.run("ALTER SCHEMA public OWNER TO %I", database.role(Role.OWNER));
            sql.run("REVOKE ALL ON SCHEMA public FROM PUBLIC");
            for (var role : Role.values()) {
                sql.run("GRANT USAGE ON SCHEMA public TO %I", database.role(role));
            }
        }
    }

    private static void dropSlots(Connection connection, String database) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots
                WHERE database = ? AND active_pid IS NOT NULL""")) {
            statement.setString(1, database);
            statement.execute();
        }
        try (var statement = connection.prepareStatement(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = ?")) {
            statement.setString(1, database);
            statement.execute();
        }
    }
}
