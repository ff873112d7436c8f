package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.model.FakeModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A provider that fails for many tenants, and recovers. */
@OnRealServers
class BreakerTest {

    private static final int TENANTS = 12;
    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final FakeModel MODEL = FakeModel.started();

    private static Replica replica;

    @BeforeAll
    static void start() {
        replica = SHARED.start(Map.of(
                "gleaner.llm.provider", "openai",
                "gleaner.llm.base-url", MODEL.baseUrl(),
                "gleaner.llm.timeout", "5s",
                "gleaner.llm.breaker-wait", "1s",
                "gleaner.llm.validation-interval", "500ms"));
    }

    @AfterAll
    static void stop() {
        replica.close();
        MODEL.close();
        SHARED.database().close();
    }

    @Test
    void aProviderThatFailedIsTriedWithAFewCallsAfterAWhileAndThenEverybodyIsServed() {
        CircuitBreaker breaker = replica.bean(CircuitBreaker.class);
        MODEL.fails(500);
        List<Edits> tenants = Stream.generate(Edits::ofNewTenant).limit(TENANTS).toList();
        tenants.forEach(edits -> Edits.publish(replica, edits.same(3, "netflix com", "Media")));
        await().until(breaker::getState, CircuitBreaker.State.OPEN::equals);

        MODEL.approves();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(tenants)
                        .allSatisfy(edits ->
                                assertThat(Table.of(replica, edits).statuses()).containsExactly("approved")));
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(requestsThatNobodySent()).isZero();
    }

    private static long requestsThatNobodySent() {
        return replica.bean(JdbcClient.class).sql("""
                        SELECT count(*) FROM llm_requests r
                        WHERE NOT EXISTS (SELECT FROM llm_calls c WHERE c.request_id = r.request_id)
                        """).query(Long.class).single();
    }
}
