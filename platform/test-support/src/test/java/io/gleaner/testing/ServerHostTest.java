package io.gleaner.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.stack.processes.ProcessIdentity;
import io.gleaner.stack.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerHostTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private ServerDirectory servers;
    private Process mavenRun;

    @BeforeEach
    void pretendAMavenRun() throws IOException {
        servers = new ServerDirectory(directory);
        mavenRun = new ProcessBuilder("sleep", "600").start();
        servers.owners().register(ProcessIdentity.of(mavenRun.toHandle()));
    }

    @AfterEach
    void endIt() {
        mavenRun.destroyForcibly();
    }

    @Test
    void ends_with_the_last_maven_run_and_leaves_no_data() throws IOException {
        var host = startHost();
        var postgres = published();

        mavenRun.destroyForcibly();

        await().atMost(LIMIT).until(() -> !host.isAlive());
        assertThat(servers.published()).isEmpty();
        assertThat(answers(postgres)).isFalse();
        assertThat(namesIn(directory)).noneMatch(name -> name.startsWith("data-"));
    }

    @Test
    void stops_what_a_killed_host_left_running() throws IOException {
        var killed = startHost();
        var leftOver = published();
        killed.destroyForcibly().onExit().join();
        assertThat(answers(leftOver)).isTrue();

        var next = startHost();
        var postgres = published();

        assertThat(answers(leftOver)).isFalse();
        assertThat(answers(postgres)).isTrue();
        assertThat(namesIn(directory)).doesNotContain("data-" + killed.pid()).contains("data-" + next.pid());
        mavenRun.destroyForcibly();
        await().atMost(LIMIT).until(() -> !next.isAlive());
    }

    private Process startHost() throws IOException {
        var command = new HostCommand(Repository.ofThisBuild()).arguments(servers);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(servers.log().toFile())
                .start();
    }

    private PostgresServer published() {
        return await().atMost(LIMIT)
                .until(servers::published, published -> published.isPresent())
                .orElseThrow()
                .postgres();
    }

    private static boolean answers(PostgresServer server) {
        try (var connection = server.connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
