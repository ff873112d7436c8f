package io.gleaner.pattern;

import io.gleaner.kit.loops.PollLoop;
import io.gleaner.testing.TestDatabase;
import io.gleaner.testing.TestTokens;
import io.gleaner.testing.TestTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** One running pattern-service; several on one database and one set of topics are its replicas. */
public final class Replica implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Replica(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** What replicas of one test share. */
    public record Shared(TestDatabase database, TestTopics topics, TestTokens tokens) {

        public static Shared fresh() {
            return new Shared(TestDatabase.of("pattern"), TestTopics.fresh(), TestTokens.fresh());
        }

        /** Starts a replica; windows and waits are scaled down unless the settings say otherwise. */
        public Replica start(Map<String, String> settings) {
            Map<String, Object> properties = new HashMap<>();
            properties.putAll(database.properties());
            properties.putAll(topics.properties());
            properties.putAll(tokens.properties());
            properties.putAll(Map.of(
                    "server.port", "0",
                    "management.server.port", "0",
                    "gleaner.windows.quiet", "300ms",
                    "gleaner.windows.max-wait", "1500ms",
                    "gleaner.llm.validation-interval", "2s",
                    "gleaner.llm.timeout", "1s",
                    "gleaner.llm.takeover-grace", "500ms",
                    "gleaner.validation.coverage-retry", "500ms",
                    "gleaner.validation.poll", "50ms"));
            properties.putAll(settings);
            SpringApplication application = new SpringApplication(PatternService.class);
            String[] arguments = properties.entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue())
                    .toArray(String[]::new);
            return new Replica(application.run(arguments));
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** From now on this replica validates nothing by itself. */
    public Replica withoutValidation() {
        context.getBean("validationLoop", PollLoop.class).stop();
        return this;
    }

    /** HTTP at its public port, as this caller. */
    public WebTestClient as(String token) {
        String port = Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
        return WebTestClient.bindToServer()
                .responseTimeout(Duration.ofSeconds(30))
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("Authorization", "Bearer " + token)
                .build();
    }

    @Override
    public void close() {
        context.close();
    }
}
