package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.gleaner.pattern.Edits;
import io.gleaner.testing.OnRealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A provider that fails is left alone; candidates say so, and are asked about once it is tried again. */
@OnRealServers
class OpenBreakerTest {

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.of(
                1,
                Map.of(
                        "gleaner.llm.provider", "anthropic",
                        "gleaner.llm.validation-interval", "1s",
                        "gleaner.llm.breaker-wait", "4s"));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void candidatesWaitForTheBreakerAndAreApprovedOnceTheProviderIsWell() {
        stage.model().fails(500);
        List<Edits> failing = Stream.generate(Edits::ofNewTenant).limit(12).toList();
        failing.forEach(edits -> Edits.publish(stage.replica(), edits.same(3, "failing shop", "Media")));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> stage.replica().bean(CircuitBreaker.class).getState() == CircuitBreaker.State.OPEN);

        Edits edits = Edits.ofNewTenant();
        Edits.publish(stage.replica(), edits.same(3, "late shop", "Media"));

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    JsonNode suggestion = stage.newestSuggestion(edits);
                    assertThat(suggestion.path("status").asString("")).isEqualTo("waiting");
                    assertThat(suggestion.path("waiting_for").asString("")).isEqualTo("breaker");
                    assertThat(Instant.parse(suggestion.path("next_attempt_at").asString("")))
                            .isBetween(Instant.now(), Instant.now().plusSeconds(5));
                });
        assertThat(failing)
                .allSatisfy(tenant -> assertThat(stage.table(tenant).statuses()).isSubsetOf("waiting", "validating"));
        stage.model().approves();
        assertThat(Stream.concat(failing.stream(), Stream.of(edits)))
                .allSatisfy(tenant -> await().atMost(Duration.ofSeconds(60))
                        .until(() -> stage.table(tenant).statuses(), List.of("approved")::equals));
    }
}
