package io.gleaner.testing;

import io.gleaner.stack.processes.ProcessIdentity;
import io.gleaner.stack.servers.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/** The directory through which test JVMs and the servers' host process find each other. */
record ServerDirectory(Path path) {

    static ServerDirectory in(Repository repository) {
        return new ServerDirectory(repository.target().resolve("test-servers"));
    }

    /** Held by whoever starts, joins or ends the servers. Closing the lock's channel gives it back. */
    FileLock lock() throws IOException {
        Files.createDirectories(path);
        return FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .lock();
    }

    ServerOwners owners() {
        return new ServerOwners(path.resolve("owners"));
    }

    Path log() {
        return path.resolve("host.log");
    }

    Path binaries() {
        return path.resolve("binaries");
    }

    void publish(TestServers servers) throws IOException {
        var state = new Properties();
        state.setProperty("host", ProcessIdentity.of(ProcessHandle.current()).toString());
        state.setProperty("kafka", servers.kafka());
        state.setProperty("postgres.host", servers.postgres().host());
        state.setProperty("postgres.port", Integer.toString(servers.postgres().port()));
        state.setProperty("postgres.superuser", servers.postgres().superuser());
        state.setProperty("postgres.password", servers.postgres().password());
        var half = path.resolve("servers.half");
        try (var writer = Files.newBufferedWriter(half)) {
            state.store(writer, null);
        }
        Files.move(half, state(), StandardCopyOption.ATOMIC_MOVE);
    }

    void withdraw() throws IOException {
        Files.deleteIfExists(state());
    }

    /** What a host that still lives has published. */
    Optional<TestServers> published() {
        return read().filter(state -> ProcessIdentity.parse(state.getProperty("host"))
                        .filter(ProcessIdentity::isAlive)
                        .isPresent())
                .map(state -> new TestServers(
                        state.getProperty("kafka"),
                        new PostgresServer(
                                state.getProperty("postgres.host"),
                                Integer.parseInt(state.getProperty("postgres.port")),
                                state.getProperty("postgres.superuser"),
                                state.getProperty("postgres.password"))));
    }

    private Optional<Properties> read() {
        if (!Files.exists(state())) {
            return Optional.empty();
        }
        try (var reader = Files.newBufferedReader(state())) {
            var properties = new Properties();
            properties.load(reader);
            return Optional.of(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path state() {
        return path.resolve("servers.properties");
    }
}
