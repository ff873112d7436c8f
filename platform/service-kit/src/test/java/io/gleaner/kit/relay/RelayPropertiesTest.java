package io.gleaner.kit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class RelayPropertiesTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void nothing_has_to_be_said() {
        application.run(context -> assertThat(context.getBean(RelayProperties.class))
                .isEqualTo(new RelayProperties(
                        true,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(10),
                        1024,
                        2048,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(1),
                        (short) -1,
                        Map.of())));
    }

    @Test
    void everything_can_be_said() {
        application
                .withPropertyValues(
                        "gleaner.relay.enabled=false",
                        "gleaner.relay.heartbeat=2s",
                        "gleaner.relay.poll=20ms",
                        "gleaner.relay.max-batch=10",
                        "gleaner.relay.max-queue=20",
                        "gleaner.relay.lock-check=1s",
                        "gleaner.relay.standby-poll=2s",
                        "gleaner.relay.restart-delay=3s",
                        "gleaner.relay.max-restart-delay=4s",
                        "gleaner.relay.silence=5s",
                        "gleaner.relay.offset-flush=6s",
                        "gleaner.relay.offsets-replication-factor=3",
                        "gleaner.relay.engine[slot.failover]=true")
                .run(context -> assertThat(context.getBean(RelayProperties.class))
                        .isEqualTo(new RelayProperties(
                                false,
                                Duration.ofSeconds(2),
                                Duration.ofMillis(20),
                                10,
                                20,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6),
                                (short) 3,
                                Map.of("slot.failover", "true"))));
    }

    @Test
    void a_queue_that_is_no_longer_than_a_batch_is_refused_at_the_start() {
        application
                .withPropertyValues("gleaner.relay.max-batch=10", "gleaner.relay.max-queue=10")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("gleaner.relay.max-queue must be greater than gleaner.relay.max-batch"));
    }

    @Test
    void a_heartbeat_that_would_flood_the_log_is_refused_at_the_start() {
        application
                .withPropertyValues("gleaner.relay.heartbeat=1ms")
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining("heartbeat"));
    }

    @EnableConfigurationProperties(RelayProperties.class)
    static class Settings {}
}
