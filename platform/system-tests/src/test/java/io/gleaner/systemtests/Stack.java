package io.gleaner.systemtests;

import io.gleaner.testing.model.FakeModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The stack as {@code ./gleaner up} starts it, once for all tests of this JVM: two pattern-services, a fake model, and
 * durations scaled down so that a minute's wait takes seconds.
 */
final class Stack {

    /** Quiet time after which a window closes here. */
    static final Duration QUIET = Duration.ofMillis(1_500);

    /** Longest time a window stays open here. */
    static final Duration MAX_WAIT = Duration.ofSeconds(6);

    /** What a tenant waits from the end of one call to the next here. */
    static final Duration CALL_INTERVAL = Duration.ofSeconds(12);

    /** How long a call may take here. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(4);

    private static final String SETTINGS =
            """
            gleaner:
              windows:
                quiet: %dms
                max-wait: %dms
              llm:
                validation-interval: %dms
                timeout: %dms
            """.formatted(QUIET.toMillis(), MAX_WAIT.toMillis(), CALL_INTERVAL.toMillis(), CALL_TIMEOUT.toMillis());

    private static final Duration START = Duration.ofMinutes(5);
    private static final int PORTS = 30;

    private final Path repository;
    private final Path home;
    private final int port;
    private final FakeModel model;

    private Stack(Path repository, Path home, int port, FakeModel model) {
        this.repository = repository;
        this.home = home;
        this.port = port;
        this.model = model;
    }

    /** The running stack; the first test that asks waits for its start. */
    static Stack running() {
        return Running.STACK;
    }

    FakeModel model() {
        return model;
    }

    /** The API of the gateway, for calls by this user. */
    Api as(String tenant, String user) {
        return as(tenant, user, "read write review admin");
    }

    Api as(String tenant, String user, String scope) {
        return new Api(baseUrl(), gleaner("token", tenant, user, scope).strip());
    }

    Api withoutToken() {
        return new Api(baseUrl(), "");
    }

    String baseUrl() {
        return "http://localhost:" + port;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + (port + 10);
    }

    /** SIGKILL to one process; the supervisor starts it again. */
    void kill(String component) {
        gleaner("kill", component);
    }

    void stop(String component) {
        gleaner("stop", component);
    }

    void start(String component) {
        gleaner("start", component);
    }

    /** A service's database, as the administrator sees it: for counting what lies there. */
    Connection database(String service) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/gleaner_%s".formatted(port + 12, service), "postgres", "");
    }

    /** Runs the launcher to its end and returns what it printed. */
    String gleaner(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(repository.resolve("gleaner").toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("gleaner", ".out");
            ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
            builder.environment().putAll(environment());
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(START.toSeconds(), TimeUnit.SECONDS);
            String printed = Files.readString(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException("%s did not succeed:\n%s".formatted(command, printed));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "GLEANER_HOME",
                home.toString(),
                "GLEANER_PORT",
                Integer.toString(port),
                "GLEANER_REPLICAS_PATTERN",
                "2",
                "GLEANER_LLM_PROVIDER",
                "openai",
                "GLEANER_LLM_BASE_URL",
                model.baseUrl(),
                "GLEANER_LLM_API_KEY",
                "a-key-of-the-test",
                "GLEANER_LLM_MODEL",
                "fake-1",
                "GLEANER_SETTINGS",
                home.resolve("settings.yaml").toString());
    }

    private void up() throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("settings.yaml"), SETTINGS);
        Runtime.getRuntime().addShutdownHook(new Thread(this::down));
        gleaner("up", "--fresh", "--detach");
    }

    private void down() {
        gleaner("down");
        model.close();
    }

    private static final class Running {

        private static final Stack STACK = start();

        private static Stack start() {
            Path repository = Repository.root();
            Stack stack = new Stack(
                    repository,
                    repository.resolve("platform/system-tests/target/home"),
                    freePorts(),
                    FakeModel.started());
            try {
                stack.up();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return stack;
        }

        /** A run of ports that nobody listens on; two checkouts on one machine begin to look at different places. */
        private static int freePorts() {
            int first = 18_080 + PORTS * Math.floorMod(Repository.root().hashCode(), 200);
            return IntStream.iterate(first, base -> base + PORTS)
                    .limit(500)
                    .filter(base -> IntStream.range(base, base + PORTS).allMatch(Running::isFree))
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
}
