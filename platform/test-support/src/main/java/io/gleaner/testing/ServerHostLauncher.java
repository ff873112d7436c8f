package io.gleaner.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Finds the servers of this Maven run, or starts the process that hosts them. A file lock decides between test JVMs that
 * come at the same time; whoever loses finds the other's servers.
 */
final class ServerHostLauncher {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final ServerDirectory directory;
    private final HostCommand command;

    ServerHostLauncher(ServerDirectory directory, HostCommand command) {
        this.directory = directory;
        this.command = command;
    }

    static ServerHostLauncher inRepository() {
        var repository = Repository.ofThisBuild();
        return new ServerHostLauncher(ServerDirectory.in(repository), new HostCommand(repository));
    }

    TestServers runningServers() {
        try (var lock = directory.lock()) {
            lock.isValid();
            directory.owners().register(ServerOwners.ownerOf(ProcessHandle.current()));
            var found = directory.published();
            return found.isPresent() ? found.get() : started();
        } catch (IOException e) {
            throw new UncheckedIOException("the test servers cannot be started", e);
        }
    }

    private TestServers started() throws IOException {
        var host = new ProcessBuilder(command.arguments(directory))
                .redirectErrorStream(true)
                .redirectOutput(directory.log().toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(START_LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !host.isAlive() || directory.published().isPresent());
        } catch (ConditionTimeoutException e) {
            host.destroy();
        }
        return directory
                .published()
                .orElseThrow(() -> new IllegalStateException("the test servers did not start, see " + directory.log()));
    }
}
