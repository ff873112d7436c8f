package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import io.gleaner.testing.model.FakeModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Replicas of pattern-service on one database, and the model they ask: a chat completions server unless the settings say
 * otherwise.
 */
record Stage(Replica.Shared shared, FakeModel model, List<Replica> replicas) implements AutoCloseable {

    static Stage of(int replicas, Map<String, String> settings) {
        Replica.Shared shared = Replica.Shared.fresh();
        FakeModel model = FakeModel.started();
        Map<String, String> all =
                new HashMap<>(Map.of("gleaner.llm.provider", "openai", "gleaner.llm.base-url", model.baseUrl()));
        all.putAll(settings);
        return new Stage(
                shared,
                model,
                IntStream.range(0, replicas).mapToObj(i -> shared.start(all)).toList());
    }

    /** From now on nothing is validated unless a test takes a turn. */
    Stage withoutValidation() {
        replicas.forEach(Replica::withoutValidation);
        return this;
    }

    Replica replica() {
        return replicas.getFirst();
    }

    ModelTurn turn() {
        return replica().bean(ModelTurn.class);
    }

    JdbcClient jdbc() {
        return replica().bean(JdbcClient.class);
    }

    Table table(Edits edits) {
        return Table.of(replica(), edits);
    }

    List<String> statuses(Edits edits) {
        return table(edits).statuses();
    }

    /** A new tenant with one candidate that waits. */
    Edits waiting(String key) {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(replica(), edits.same(3, key, "Media"));
        await().until(() -> statuses(edits), List.of("waiting")::equals);
        return edits;
    }

    void turnSucceedsLater(Edits edits) {
        await().until(() -> {
            turn().take(edits.tenantId());
            return statuses(edits).stream().allMatch("approved"::equals);
        });
    }

    /** How calls ended, oldest first. */
    List<String> outcomes(Edits edits) {
        return table(edits).rows("SELECT outcome FROM llm_calls WHERE tenant_id = ? ORDER BY ended_at").stream()
                .map(row -> String.valueOf(row.get("outcome")))
                .toList();
    }

    /** Seconds from the end of a call to the start of the next, at least; infinite after one call. */
    double leastGapBetweenCalls(Edits edits) {
        Object seconds = table(edits).rows("""
                        SELECT coalesce(extract(epoch FROM min(gap))::float8, 'Infinity') AS s FROM (
                            SELECT ended_at - latency_ms * interval '1 ms' - lag(ended_at) OVER (ORDER BY ended_at) AS gap
                            FROM llm_calls WHERE tenant_id = ?) gaps
                        """).getFirst().get("s");
        return Double.parseDouble(String.valueOf(seconds));
    }

    /** The newest suggestion as clients see it. */
    JsonNode newestSuggestion(Edits edits) {
        String page = replica()
                .as(shared.tokens().of(edits.tenantId(), "alice"))
                .mutate()
                .responseTimeout(Duration.ofSeconds(30))
                .build()
                .get()
                .uri("/v1/patterns/suggestions")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        JsonNode newest = EventJson.MAPPER
                .readTree(Objects.requireNonNull(page))
                .path("items")
                .path(0);
        assertThat(newest.isMissingNode()).isFalse();
        return newest;
    }

    /** One verdict as a model writes it. */
    static String verdict(String id, String decision, String risk, double adjustment, String keyTokens) {
        return """
                {"candidate_id":"%s","decision":"%s","confidence_adjustment":%s,"reasoning":"r","risk":"%s",\
                "key_tokens":[%s]}""".formatted(id, decision, adjustment, risk, keyTokens);
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        model.close();
        shared.database().close();
    }
}
