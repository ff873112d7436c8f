package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Api.Answer;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tenant nobody else uses, and what its user alice does. */
final class Tenant {

    /** The longest that anything here takes on a busy machine, faults and their repair included. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String BULK_UPDATE = "/v1/transactions/bulk-update";
    private static final int OK = 200;
    private static final int STILL_RUNNING = 409;

    private final String id;
    private final Api alice;

    private Tenant(String id, Api alice) {
        this.id = id;
        this.alice = alice;
    }

    static Tenant fresh() {
        String id = "tenant-" + UUID.randomUUID();
        return new Tenant(id, Stack.running().as(id, "alice"));
    }

    String id() {
        return id;
    }

    Api alice() {
        return alice;
    }

    /** Imports a transaction per description and waits until they are there; their ids are t-0, t-1 and so on. */
    List<String> has(@Nullable String... descriptions) {
        return imports("t-", descriptions);
    }

    /** As {@link #has}, with the same description so many times. */
    List<String> hasTimes(int times, String description) {
        return has(Collections.nCopies(times, description).toArray(String[]::new));
    }

    /** As {@link #has}, with ids that begin as said. */
    List<String> imports(String prefix, @Nullable String... descriptions) {
        List<Map<String, Object>> transactions = IntStream.range(0, descriptions.length)
                .mapToObj(i -> transaction(prefix + i, descriptions[i], -12.5))
                .toList();
        awaitCompleted(persists("/v1/transactions", transactions));
        return transactions.stream()
                .map(each -> String.valueOf(each.get("transaction_id")))
                .toList();
    }

    /**
     * Posts until it is known to be accepted: no answer and a 503 mean unknown, and the key makes a repeat safe. After a
     * crash of the gateway the first try counts as running for a while, and a repeat is told so by a 409.
     */
    private Answer persists(String path, Object body) {
        Map<String, String> key = Map.of("Idempotency-Key", "key-" + UUID.randomUUID());
        return await().atMost(PATIENCE)
                .until(
                        () -> alice.post(path, body, key),
                        answer -> !answer.isUnknown() && answer.status() != STILL_RUNNING);
    }

    static Map<String, Object> transaction(String id, @Nullable String description, double amount) {
        Map<String, Object> transaction = new HashMap<>();
        transaction.put("transaction_id", id);
        transaction.put("date", "2026-01-31");
        transaction.put("amount", amount);
        transaction.put("description", description);
        return transaction;
    }

    /** Drags a value over the transactions; does not wait. */
    Answer drags(List<String> transactionIds, @Nullable String value) {
        return alice.post(BULK_UPDATE, edit(transactionIds, value));
    }

    /** Drags a value over the transactions until that is accepted; does not wait for more. */
    Answer insistsOnDragging(List<String> transactionIds, @Nullable String value) {
        return persists(BULK_UPDATE, edit(transactionIds, value));
    }

    private static Map<String, Object> edit(List<String> transactionIds, @Nullable String value) {
        Map<String, Object> body = new HashMap<>();
        body.put("transaction_ids", transactionIds);
        body.put("field", "entity");
        body.put("value", value);
        return body;
    }

    /** Gives one transaction a value; does not wait. */
    Answer edits(String transactionId, String value) {
        return alice.patch("/v1/transactions/" + transactionId, Map.of("field", "entity", "value", value));
    }

    /** Waits until every part of the operation is applied, and returns it. */
    JsonNode awaitCompleted(Answer accepted) {
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        return await().atMost(PATIENCE)
                .until(
                        () -> alice.get(accepted.location()).body(),
                        operation -> operation.path("status").asString("").equals("completed"));
    }

    /** The tenant's suggestions now. */
    List<JsonNode> suggestions() {
        return items("/v1/patterns/suggestions?limit=1000");
    }

    /** The tenant's patterns now. */
    List<JsonNode> patterns() {
        return items("/v1/patterns?limit=1000");
    }

    /** What lies there once somebody answers. */
    private List<JsonNode> items(String path) {
        Answer answer = await().atMost(PATIENCE).until(() -> alice.get(path), got -> !got.isUnknown());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(OK);
        return answer.body().path("items").valueStream().toList();
    }

    /** Waits until there is exactly one suggestion with this status, and returns it. */
    JsonNode awaitSuggestion(String status) {
        return awaitSuggestions(1, status).getFirst();
    }

    List<JsonNode> awaitSuggestions(int expected, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(suggestions())
                        .hasSize(expected)
                        .allSatisfy(suggestion -> assertThat(
                                        suggestion.path("status").asString())
                                .as("%s", suggestion)
                                .isEqualTo(status)));
        return suggestions();
    }

    /** Waits until no window of this tenant is open and none can open any more from what was done. */
    void awaitWindowsClosed() {
        await().atMost(PATIENCE).until(() -> items("/v1/windows").isEmpty());
    }

    /** Waits until all edits of this tenant were learned from: this many tracking records have reached pattern-service. */
    void awaitLearned(long trackingRecords) {
        await().atMost(PATIENCE)
                .until(() ->
                        Counting.in("pattern", "SELECT count(*) FROM classification_evidence WHERE tenant_id = ?", id)
                                == trackingRecords);
        awaitWindowsClosed();
    }
}
