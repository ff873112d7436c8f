package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.SuggestionRaised;
import io.gleaner.contracts.WindowClosed;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.model.FakeModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas on one database and one set of topics, both at work. */
@OnRealServers
class ReplicasTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final FakeModel MODEL = FakeModel.started();
    private static final Map<String, String> SETTINGS = Map.of(
            "gleaner.llm.provider", "anthropic",
            "gleaner.llm.base-url", MODEL.baseUrl(),
            "gleaner.llm.validation-interval", "60s",
            "gleaner.llm.timeout", "10s");

    private static Replica replica;
    private static Announced announced;

    @BeforeAll
    static void start() {
        replica = SHARED.start(SETTINGS);
        announced = Announced.by(replica);
    }

    @AfterAll
    static void stop() {
        announced.close();
        replica.close();
        MODEL.close();
        SHARED.database().close();
    }

    @Test
    void nineEditsOfEachTenantAreOneWindowOneCallAndOneNotification() {
        try (Replica second = SHARED.start(SETTINGS)) {
            List<Edits> tenants = Stream.generate(Edits::ofNewTenant).limit(12).toList();

            tenants.forEach(edits -> Edits.publish(second, edits.same(9, "netflix com", "Media")));

            for (Edits edits : tenants) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> Table.of(replica, edits).statuses(), List.of("approved")::equals);
                assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(1);
                await().untilAsserted(() ->
                        assertThat(announced.of(edits, PatternActivated.class)).hasSize(1));
                assertThat(announced.of(edits, SuggestionRaised.class)).hasSize(1);
                assertThat(announced.of(edits, WindowClosed.class)).hasSize(1);
            }
        }
    }

    @Test
    void aReplicaThatStopsInMidWindowLosesNothing() {
        Edits edits = Edits.ofNewTenant();
        try (Replica second = SHARED.start(SETTINGS)) {
            Edits.publish(second, edits.same(9, "netflix com", "Media"));
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> Table.of(replica, edits).count("classification_evidence") > 0);
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Table.of(replica, edits).statuses(), List.of("approved")::equals);
        assertThat(Table.of(replica, edits).suggestions()).containsExactly("approved netflix com Media 9 1");
        assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(1);
    }

    @Test
    void twentyFiveCandidatesWithinSecondsAreOneCallInTheFirstMinute() {
        Edits edits = Edits.ofNewTenant();
        int before = MODEL.requests();

        for (int i = 0; i < 25; i++) {
            Edits.publish(replica, edits.same(3, "shop number%02d x".formatted(i), "Shop"));
        }

        await().until(() -> Table.of(replica, edits).statuses().size(), Integer.valueOf(25)::equals);
        await().until(() -> Table.of(replica, edits).count("llm_calls") > 0
                && !Table.of(replica, edits).statuses().contains("validating"));
        await().during(Duration.ofSeconds(2)).until(() -> MODEL.requests() - before, Integer.valueOf(1)::equals);
        assertThat(Table.of(replica, edits).count("llm_calls")).isEqualTo(1);
    }
}
