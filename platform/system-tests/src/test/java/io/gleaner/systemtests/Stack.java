package io.gleaner.systemtests;

import static org.awaitility.Awaitility.await;

import io.gleaner.testing.model.FakeModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

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
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(6);

    /** How long beyond that other replicas leave a silent worker's request alone here. */
    static final Duration TAKEOVER_GRACE = Duration.ofSeconds(3);

    private static final String SETTINGS = """
            gleaner:
              windows:
                quiet: %dms
                max-wait: %dms
              llm:
                validation-interval: %dms
                timeout: %dms
                takeover-grace: %dms
            """.formatted(
                    QUIET.toMillis(),
                    MAX_WAIT.toMillis(),
                    CALL_INTERVAL.toMillis(),
                    CALL_TIMEOUT.toMillis(),
                    TAKEOVER_GRACE.toMillis());

    /** The longest that a start takes on a busy machine. */
    static final Duration START = Duration.ofMinutes(5);

    private final Launcher launcher;
    private final FakeModel model;

    private Stack(Launcher launcher, FakeModel model) {
        this.launcher = launcher;
        this.model = model;
    }

    /** The running stack; the first test that asks waits for its start. */
    static Stack running() {
        return Running.STACK;
    }

    Launcher launcher() {
        return launcher;
    }

    FakeModel model() {
        return model;
    }

    /** The API of the gateway, for calls by this user. */
    Api as(String tenant, String user) {
        return as(tenant, user, "read write review admin");
    }

    Api as(String tenant, String user, String scope) {
        Map<String, String> wanted = Map.of("tenant", tenant, "user", user, "scope", scope);
        String token = await().atMost(Tenant.PATIENCE)
                .until(() -> withoutToken().post("/v1/dev/token", wanted), answer -> !answer.isUnknown())
                .body()
                .path("access_token")
                .asString();
        return new Api(baseUrl(), token);
    }

    Api withoutToken() {
        return new Api(baseUrl(), "");
    }

    String baseUrl() {
        return "http://localhost:" + launcher.port();
    }

    String bootstrapServers() {
        return "127.0.0.1:" + (launcher.port() + 10);
    }

    /** SIGKILL to a component, with all its replicas; the supervisor starts it again. */
    void kill(String component) {
        launcher.run("kill", component);
        if (component.equals("pattern")) {
            launcher.run("kill", "pattern-2");
        }
    }

    /** The number of a component's process. */
    long process(String component) {
        return launcher.process(component);
    }

    /** Runs a command of the launcher to its end and returns what it printed. */
    String gleaner(String command) {
        return launcher.run(command);
    }

    void stop(String component) {
        launcher.run("stop", component);
    }

    void start(String component) {
        launcher.run("start", component);
    }

    /** A service's database, as the administrator sees it: for counting what lies there. */
    Connection database(String service) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/gleaner_%s".formatted(launcher.port() + 12, service), "postgres", "");
    }

    private static Map<String, String> variables(Path home, FakeModel model) {
        return Map.of(
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
        Files.createDirectories(launcher.home());
        Files.writeString(launcher.home().resolve("settings.yaml"), SETTINGS);
        Runtime.getRuntime().addShutdownHook(new Thread(this::down));
        launcher.run("up", "--fresh", "--detach");
    }

    private void down() {
        launcher.run("down");
        model.close();
    }

    private static final class Running {

        private static final Stack STACK = start();

        private static Stack start() {
            FakeModel model = FakeModel.started();
            Launcher launcher = Launcher.of("home");
            Stack stack = new Stack(launcher.with(variables(launcher.home(), model)), model);
            try {
                stack.up();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return stack;
        }
    }
}
