package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.model.FakeModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A provider that fails is left alone; candidates say so, and are asked about once it is tried again. */
@OnRealServers
class OpenBreakerTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final FakeModel MODEL = FakeModel.started();

    private static Replica replica;

    @BeforeAll
    static void start() {
        replica = SHARED.start(Map.of(
                "gleaner.llm.provider", "anthropic",
                "gleaner.llm.base-url", MODEL.baseUrl(),
                "gleaner.llm.validation-interval", "1s",
                "gleaner.llm.breaker-wait", "4s"));
    }

    @AfterAll
    static void stop() {
        replica.close();
        MODEL.close();
        SHARED.database().close();
    }

    @Test
    void candidatesWaitForTheBreakerAndAreApprovedOnceTheProviderIsWell() {
        MODEL.fails(500);
        List<Edits> failing = Stream.generate(Edits::ofNewTenant).limit(12).toList();
        failing.forEach(edits -> Edits.publish(replica, edits.same(3, "failing shop", "Media")));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> replica.bean(CircuitBreaker.class).getState() == CircuitBreaker.State.OPEN);

        Edits edits = Edits.ofNewTenant();
        Edits.publish(replica, edits.same(3, "late shop", "Media"));

        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    JsonNode suggestion = suggestionOf(edits);
                    assertThat(suggestion.path("status").asString("")).isEqualTo("waiting");
                    assertThat(suggestion.path("waiting_for").asString("")).isEqualTo("breaker");
                    assertThat(Instant.parse(suggestion.path("next_attempt_at").asString("")))
                            .isBetween(Instant.now(), Instant.now().plusSeconds(5));
                });
        assertThat(failing)
                .allSatisfy(tenant ->
                        assertThat(Table.of(replica, tenant).statuses()).isSubsetOf("waiting", "validating"));
        MODEL.approves();
        assertThat(Stream.concat(failing.stream(), Stream.of(edits)))
                .allSatisfy(tenant -> await().atMost(Duration.ofSeconds(60))
                        .until(() -> Table.of(replica, tenant).statuses(), List.of("approved")::equals));
    }

    private static JsonNode suggestionOf(Edits edits) {
        String page = replica.as(SHARED.tokens().of(edits.tenantId(), "alice"))
                .mutate()
                .responseTimeout(Duration.ofSeconds(30))
                .build()
                .get()
                .uri("/v1/patterns/suggestions")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return EventJson.MAPPER
                .readTree(Objects.requireNonNull(page))
                .path("items")
                .path(0);
    }
}
