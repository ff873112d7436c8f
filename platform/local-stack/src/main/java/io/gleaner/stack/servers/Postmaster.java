package io.gleaner.stack.servers;

import io.gleaner.stack.processes.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The main process of the PostgreSQL server that works in a data directory. The server's own pid file names it, but may
 * be older than the last boot, so the number is believed only while a process of that name has it.
 */
record Postmaster(ProcessHandle process) {
    /** Signals in the order they are tried: finish transactions' ends, cut clients off, and the plug. */
    private enum Stop {
        INT(10),
        QUIT(5),
        KILL(5);

        private final long seconds;

        Stop(long seconds) {
            this.seconds = seconds;
        }
    }

    static Optional<Postmaster> of(Path cluster) {
        return pid(cluster.resolve("postmaster.pid"))
                .flatMap(ProcessHandle::of)
                .filter(Postmaster::isPostgres)
                .map(Postmaster::new);
    }

    /** Stops the server an earlier launcher left behind, and clears away a pid file whose number nobody answers to. */
    static boolean stopLeftOver(Path cluster) throws IOException {
        var leftOver = of(cluster);
        leftOver.ifPresent(Postmaster::stop);
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        return leftOver.isPresent();
    }

    void stop() {
        for (var stop : Stop.values()) {
            signal(stop);
            if (new Ending(process).awaited(Duration.ofSeconds(stop.seconds))) {
                return;
            }
        }
        throw new IllegalStateException("PostgreSQL (process " + process.pid() + ") does not stop");
    }

    private void signal(Stop stop) {
        try {
            new ProcessBuilder(List.of("sh", "-c", "kill -" + stop.name() + " " + process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("no shell to stop PostgreSQL with", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(Path::of)
                        .map(Path::getFileName)
                        .filter(Path.of("postgres")::equals)
                        .isPresent();
    }

    private static Optional<Long> pid(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException absentOrHalfWritten) {
            return Optional.empty();
        }
    }
}
