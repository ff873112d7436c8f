package io.gleaner.stack.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresNodeTest {
    @TempDir
    private static Path binaries;

    @TempDir
    private Path directory;

    private PostgresNode node;

    @BeforeEach
    void startFresh() throws IOException {
        node = start();
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    @Test
    void decodes_its_log_and_loses_no_commit() throws SQLException {
        assertThat(setting("wal_level")).isEqualTo("logical");
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("max_replication_slots")).isEqualTo("10");
    }

    @Test
    void keeps_its_data_over_kill_9_and_start() throws IOException, SQLException {
        execute("CREATE TABLE kept AS SELECT 42 AS answer");

        var killed = node.process();
        killed.destroyForcibly();
        killed.onExit().join();
        node.close();
        node = start();

        assertThat(number("SELECT answer FROM kept")).isEqualTo(42);
    }

    @Test
    void stops_the_server_a_killed_launcher_left_running() throws IOException, SQLException {
        execute("CREATE TABLE kept AS SELECT 42 AS answer");
        var leftOver = node.process();

        node = start();

        assertThat(leftOver.isAlive()).isFalse();
        assertThat(node.process().pid()).isNotEqualTo(leftOver.pid());
        assertThat(number("SELECT answer FROM kept")).isEqualTo(42);
    }

    @Test
    void believes_no_pid_file_whose_number_belongs_to_somebody_else() throws IOException, SQLException {
        node.close();
        Files.writeString(
                directory.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        node = start();

        assertThat(number("SELECT 1")).isOne();
    }

    @Test
    void makes_a_cluster_anew_whose_first_start_was_interrupted() throws IOException, SQLException {
        node.close();
        Files.delete(directory.resolve("initialised"));
        Files.delete(directory.resolve("data/global/pg_control"));

        node = start();

        assertThat(number("SELECT 1")).isOne();
    }

    @Test
    void refuses_a_server_that_answers_on_its_port_and_is_not_its_own(@TempDir Path elsewhere) throws SQLException {
        var files = new PostgresFiles(elsewhere, binaries, elsewhere.resolve("postgres.log"));
        var port = node.address().port();

        assertThatThrownBy(() -> PostgresNode.start(files, port, PostgresSettings.LOCAL_STACK))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "another PostgreSQL answers on port %d, with its data in %s", port, directory.resolve("data"));

        assertThatThrownBy(() -> PostgresServer.onLoopback(port, files).connect("postgres"))
                .isInstanceOf(SQLException.class);
        assertThat(number("SELECT 1")).isOne();
    }

    private PostgresNode start() throws IOException {
        return PostgresNode.start(files(), FreePort.any(), PostgresSettings.LOCAL_STACK);
    }

    private PostgresFiles files() {
        return new PostgresFiles(directory, binaries, directory.resolve("postgres.log"));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = node.address().connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String sql) throws SQLException {
        return Integer.parseInt(text(sql));
    }

    private String setting(String name) throws SQLException {
        return text("SHOW " + name);
    }

    private String text(String sql) throws SQLException {
        try (var connection = node.address().connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
