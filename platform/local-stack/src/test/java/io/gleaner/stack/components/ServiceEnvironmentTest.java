package io.gleaner.stack.components;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.stack.home.Home;
import io.gleaner.stack.home.Keys;
import io.gleaner.stack.home.PortLayout;
import io.gleaner.stack.home.ServiceInstance;
import io.gleaner.stack.home.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {
    @TempDir
    private Path directory;

    private StackSettings settings;
    private Keys keys;
    private ServiceEnvironment environment;

    @BeforeEach
    void prepare() {
        var home = new Home(directory);
        home.prepare();
        settings = new StackSettings(home, new PortLayout(8080), 1, Optional.empty());
        keys = Keys.of(home);
        environment = new ServiceEnvironment(
                settings, keys, Map.of("GLEANER_LLM_API_KEY", "sk-secret", "GLEANER_PORT", "8080", "HOME", "/home"));
    }

    @Test
    void a_service_is_told_its_ports_its_servers_and_its_passwords() {
        assertThat(variables("tracking"))
                .containsEntry("SERVER_PORT", "8082")
                .containsEntry("MANAGEMENT_SERVER_PORT", "8083")
                .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:8090")
                .containsEntry("GLEANER_DATABASE_HOST", "127.0.0.1")
                .containsEntry("GLEANER_DATABASE_PORT", "8092")
                .containsKeys(
                        "GLEANER_DATABASE_OWNER_PASSWORD",
                        "GLEANER_DATABASE_RELAY_PASSWORD",
                        "GLEANER_DATABASE_WEB_PASSWORD",
                        "GLEANER_DATABASE_WORKER_PASSWORD")
                .containsEntry("GLEANER_INTERNAL_SECRET", keys.internalSecret())
                .containsEntry(
                        "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_PUBLIC_KEY_LOCATION",
                        "file:" + keys.tokenPublicKey());
    }

    @Test
    void the_gateway_alone_signs_tokens() {
        assertThat(variables("gateway"))
                .containsEntry("GLEANER_DEV_TOKENS_PRIVATE_KEY_LOCATION", "file:" + keys.tokenPrivateKey());
        for (var other : List.of("tracking", "pattern", "upload", "stats")) {
            assertThat(variables(other)).doesNotContainKey("GLEANER_DEV_TOKENS_PRIVATE_KEY_LOCATION");
        }
    }

    @Test
    void pattern_service_alone_knows_the_models_key() {
        assertThat(variables("pattern")).containsEntry("GLEANER_LLM_API_KEY", "sk-secret");
        for (var other : List.of("gateway", "tracking", "upload", "stats")) {
            assertThat(variables(other)).doesNotContainKey("GLEANER_LLM_API_KEY");
        }
    }

    @Test
    void services_find_those_they_ask() {
        assertThat(variables("gateway"))
                .containsEntry("GLEANER_UPSTREAMS_TRACKING", "http://127.0.0.1:8082")
                .containsEntry("GLEANER_UPSTREAMS_PATTERN", "http://127.0.0.1:8084")
                .containsEntry("GLEANER_UPSTREAMS_UPLOAD", "http://127.0.0.1:8086")
                .containsEntry("GLEANER_UPSTREAMS_STATS", "http://127.0.0.1:8088");
        assertThat(variables("pattern")).containsEntry("GLEANER_UPSTREAMS_TRACKING", "http://127.0.0.1:8082");
    }

    @Test
    void no_secret_is_on_a_command_line() {
        var arguments = component(Map.of("GLEANER_LLM_API_KEY", "sk-secret")).arguments(List.of("-jar", "app.jar"));

        assertThat(arguments)
                .endsWith("-jar", "app.jar", "--spring.config.additional-location=file:/extra.yaml")
                .noneMatch(argument -> argument.contains(keys.internalSecret()) || argument.contains("sk-secret"));
    }

    @Test
    void what_is_asked_of_every_jvm_wins_over_what_the_stack_asks_by_itself() {
        var arguments = component(Map.of("GLEANER_JAVA_OPTIONS", " -Xmx1g  -XX:TieredStopAtLevel=4 "))
                .arguments(List.of("-jar", "app.jar"));

        assertThat(arguments)
                .containsSubsequence(
                        "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xmx1g", "-XX:TieredStopAtLevel=4", "-jar", "app.jar");
    }

    private ServiceComponent component(Map<String, String> ours) {
        var told = new ServiceEnvironment(
                new StackSettings(settings.home(), settings.ports(), 1, Optional.of(Path.of("/extra.yaml"))),
                keys,
                ours);
        var instance = instance("pattern");
        return new ServiceComponent(instance, new ServiceProgram(directory, instance.service()), told, settings.home());
    }

    private Map<String, String> variables(String name) {
        return environment.variables(instance(name));
    }

    private ServiceInstance instance(String name) {
        return settings.ports().instances(1).stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
