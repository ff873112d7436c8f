package io.gleaner.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * {@code ./gleaner}, as somebody at a terminal runs it.
 *
 * @param home where the stack keeps its data
 * @param port the gateway's
 * @param variables what else the environment says
 */
record Launcher(Path home, int port, Map<String, String> variables) {

    private static final int PORTS = 30;
    private static final long LIMIT_MINUTES = 5;
    private static final String COMMAND = "./gleaner";

    /** A command that has ended, and what it printed. */
    record Ended(int exitCode, String printed) {}

    /** A command that may still run; it prints into a file. */
    record Running(Process process, Path output) {

        String printed() {
            return read(output);
        }

        /** Ctrl-C. */
        void interrupt() {
            Signals.send("INT", process.pid());
        }

        Ended ended() {
            try {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("does not end:\n" + printed());
                }
                return new Ended(process.exitValue(), printed());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** With this name's folder as home and ports that nobody listens on. */
    static Launcher of(String name) {
        return new Launcher(
                Repository.root().resolve("platform/system-tests/target").resolve(name), freePorts(), Map.of());
    }

    Launcher with(Map<String, String> more) {
        return new Launcher(home, port, more);
    }

    /** Runs the launcher to its successful end and returns what it printed. */
    String run(String... arguments) {
        Ended ended = begin(arguments).ended();
        if (ended.exitCode() != 0) {
            throw new IllegalStateException(
                    "%s ended with %d:\n%s".formatted(Arrays.toString(arguments), ended.exitCode(), ended.printed()));
        }
        return ended.printed();
    }

    Running begin(String... arguments) {
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(List.of(arguments));
        return begin(command);
    }

    /** Runs a line of shell, in the repository. */
    Ended shell(String line) {
        return begin(List.of("bash", "-c", line)).ended();
    }

    /** Ctrl-C reaches the command even where the tests' own parent told its children to ignore it. */
    private Running begin(List<String> command) {
        try {
            Path output = Files.createTempFile("gleaner", ".out");
            List<String> heedingSignals = new ArrayList<>(List.of("env", "--default-signal=INT"));
            heedingSignals.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(heedingSignals)
                    .directory(Repository.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("GLEANER_HOME", home.toString());
            builder.environment().put("GLEANER_PORT", Integer.toString(port));
            builder.environment().putAll(variables);
            return new Running(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of a component's process, as the supervisor wrote it down. */
    long process(String component) {
        String identity = read(home.resolve("run").resolve(component + ".pid"));
        return Long.parseLong(identity.substring(0, identity.indexOf('@')));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run of ports that nobody listens on; two checkouts on one machine begin to look at different places. */
    private static int freePorts() {
        int first = 18_080 + PORTS * Math.floorMod(Repository.root().hashCode(), 200);
        return IntStream.iterate(first, base -> base + PORTS)
                .limit(500)
                .filter(base -> IntStream.range(base, base + PORTS).allMatch(Launcher::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
