package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.gleaner.pattern.Edits;
import io.gleaner.testing.OnRealServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A provider that fails for many tenants, and recovers. */
@OnRealServers
class BreakerTest {

    private static final int TENANTS = 12;
    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.of(
                1,
                Map.of(
                        "gleaner.llm.timeout", "5s",
                        "gleaner.llm.breaker-wait", "1s",
                        "gleaner.llm.validation-interval", "500ms"));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void aProviderThatFailedIsTriedWithAFewCallsAfterAWhileAndThenEverybodyIsServed() {
        CircuitBreaker breaker = stage.replica().bean(CircuitBreaker.class);
        stage.model().fails(500);
        List<Edits> tenants = Stream.generate(Edits::ofNewTenant).limit(TENANTS).toList();
        tenants.forEach(edits -> Edits.publish(stage.replica(), edits.same(3, "netflix com", "Media")));
        await().until(breaker::getState, CircuitBreaker.State.OPEN::equals);

        stage.model().approves();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(tenants)
                        .allSatisfy(edits ->
                                assertThat(stage.table(edits).statuses()).containsExactly("approved")));
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(requestsThatNobodySent()).isZero();
    }

    private static long requestsThatNobodySent() {
        return stage.jdbc().sql("""
                        SELECT count(*) FROM llm_requests r
                        WHERE NOT EXISTS (SELECT FROM llm_calls c WHERE c.request_id = r.request_id)
                        """).query(Long.class).single();
    }
}
