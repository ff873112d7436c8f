package io.gleaner.testing;

import java.util.Map;
import java.util.UUID;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A prefix for topics and groups that nobody else uses, so that tests on one broker never see each other's records. */
public record TestTopics(String prefix) {

    public static TestTopics fresh() {
        return new TestTopics("t" + UUID.randomUUID().toString().substring(0, 8) + ".");
    }

    /** {@code spring.kafka.bootstrap-servers} and {@code gleaner.topics.prefix}. */
    public Map<String, String> properties() {
        return Map.of("spring.kafka.bootstrap-servers", TestServers.running().kafka(), "gleaner.topics.prefix", prefix);
    }

    /** Puts {@link #properties} before a Spring context, from a {@code @DynamicPropertySource} method. */
    public void register(DynamicPropertyRegistry registry) {
        properties().forEach((name, value) -> registry.add(name, () -> value));
    }
}
