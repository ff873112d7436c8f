package io.gleaner.stack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseProvisioningTest {
    @TempDir
    private static Path directory;

    private static PostgresNode node;

    private final ServiceDatabase database =
            ServiceDatabase.of("sorting", new Passwords("for-owner", "for-relay", "for-web", "for-worker"));

    @BeforeAll
    static void startServer() throws IOException {
        var files = new PostgresFiles(
                directory.resolve("server"), directory.resolve("binaries"), directory.resolve("postgres.log"));
        node = PostgresNode.start(files, FreePort.any(), PostgresSettings.LOCAL_STACK);
    }

    @AfterAll
    static void stopServer() throws IOException {
        node.close();
    }

    @BeforeEach
    void provisionTwice() throws SQLException {
        provisioning().provision(database);
        provisioning().provision(database);
    }

    @Test
    void the_owner_makes_tables_and_publications_and_trusted_extensions() throws SQLException {
        try (var owner = connect(Role.OWNER)) {
            execute(owner, "CREATE EXTENSION IF NOT EXISTS pg_trgm");
            execute(owner, "CREATE TABLE sorted (id int PRIMARY KEY)");
            execute(owner, "CREATE PUBLICATION sorted FOR TABLE sorted");
            execute(owner, "DROP TABLE sorted");
            execute(owner, "DROP PUBLICATION sorted");
        }
    }

    @Test
    void the_relay_makes_a_slot_and_nobody_else_does() throws SQLException {
        try (var relay = connect(Role.RELAY)) {
            execute(relay, "SELECT pg_create_logical_replication_slot('sorting_slot', 'pgoutput')");
            execute(relay, "SELECT pg_drop_replication_slot('sorting_slot')");
        }
        try (var web = connect(Role.WEB)) {
            assertThatThrownBy(() -> execute(web, "SELECT pg_create_logical_replication_slot('no', 'pgoutput')"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void a_worker_may_become_web_but_inherits_nothing_from_it() throws SQLException {
        try (var owner = connect(Role.OWNER)) {
            execute(owner, "CREATE TABLE IF NOT EXISTS shown (id int)");
            execute(owner, "GRANT SELECT ON shown TO sorting_web");
        }
        try (var worker = connect(Role.WORKER)) {
            assertThatThrownBy(() -> execute(worker, "SELECT * FROM shown")).hasMessageContaining("permission denied");
            execute(worker, "SET ROLE sorting_web");
            execute(worker, "SELECT * FROM shown");
        }
    }

    @Test
    void no_role_passes_row_level_security() throws SQLException {
        try (var connection = node.address().connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT count(*) FROM pg_roles
                        WHERE rolname LIKE 'sorting\\_%' AND NOT rolsuper AND NOT rolbypassrls AND rolcanlogin""")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(4);
        }
    }

    @Test
    void a_dropped_database_takes_its_slots_along() throws SQLException {
        var passing = new ServiceDatabase("sorting", "passing", database.passwords());
        provisioning().provision(passing);
        try (var connection = node.address().connect("passing")) {
            execute(connection, "SELECT pg_create_logical_replication_slot('passing_slot', 'pgoutput')");
        }

        provisioning().drop("passing");
        provisioning().drop("passing");

        assertThatThrownBy(() -> node.address().connect("passing")).hasMessageContaining("does not exist");
        provisioning().provision(passing);
        provisioning().drop("passing");
    }

    @Test
    void a_name_that_would_need_quoting_is_refused() {
        assertThatThrownBy(() -> ServiceDatabase.of("Robert'); --", database.passwords()))
                .hasMessageContaining("Robert');");
    }

    private static DatabaseProvisioning provisioning() {
        return new DatabaseProvisioning(node.address());
    }

    private Connection connect(Role role) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + node.address().port() + "/" + database.name();
        return DriverManager.getConnection(
                url, database.role(role), database.passwords().of(role));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
