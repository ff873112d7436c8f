package io.gleaner.tracking;

import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventType;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.events.EventPublisher;
import io.gleaner.kit.events.Ids;
import io.gleaner.kit.security.InternalTokens;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.TestDatabase;
import io.gleaner.testing.TestTokens;
import io.gleaner.testing.TestTopics;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Base of tests of the whole service on real servers; all of them share one context, each test has its own tenant. */
@OnRealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
public abstract class OnTracking {

    protected static final TestDatabase DATABASE = TestDatabase.of("tracking");
    protected static final TestTokens TOKENS = TestTokens.fresh();
    protected static final TestTopics TOPICS = TestTopics.fresh();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        TOPICS.register(registry);
        TOKENS.register(registry);
    }

    @Autowired
    protected EventPublisher publisher;

    @Autowired
    protected InternalTokens services;

    @Autowired
    protected JdbcClient jdbc;

    @LocalServerPort
    protected int port;

    protected final String tenant = "tenant-" + UUID.randomUUID();

    protected static ImportedTransaction transaction(String id, @Nullable String description) {
        return transaction(id, description, "-12.90", Map.of());
    }

    protected static ImportedTransaction transaction(
            String id, @Nullable String description, String amount, Map<String, String> labels) {
        return new ImportedTransaction(
                id,
                LocalDate.of(2026, 1, 31),
                new BigDecimal(amount),
                description,
                "EUR",
                null,
                "acc-1",
                "card 4711",
                "somebody",
                null,
                null,
                null,
                false,
                labels);
    }

    /** So many transactions of one text, numbered from 1. */
    protected static List<ImportedTransaction> transactions(String prefix, int count, String description) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> transaction(prefix + i, description))
                .toList();
    }

    protected static List<String> ids(List<ImportedTransaction> transactions) {
        return transactions.stream().map(ImportedTransaction::transactionId).toList();
    }

    protected TransactionsImported importOf(List<ImportedTransaction> transactions) {
        return new TransactionsImported(Ids.next().toString(), "alice", 1, 1, transactions);
    }

    protected ClassificationRecorded edit(String field, @Nullable String value, List<String> ids) {
        return new ClassificationRecorded(Ids.next().toString(), "alice", field, value, 1, 1, ids);
    }

    protected <E> Event<E> event(EventType<E> type, E payload) {
        return Event.of(
                type, tenant, Instant.now(), "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", payload);
    }

    protected void publish(Event<?> event) {
        publisher.publish(event).join();
    }

    /** Without waiting for one before the next. */
    protected void publish(List<? extends Event<?>> events) {
        CompletableFuture.allOf(events.stream().map(publisher::publish).toArray(CompletableFuture[]::new))
                .join();
    }

    /** Imports, and waits until it is done. */
    protected JsonNode imported(ImportedTransaction... transactions) {
        return imported(Arrays.asList(transactions));
    }

    protected JsonNode imported(List<ImportedTransaction> transactions) {
        TransactionsImported payload = importOf(transactions);
        publish(event(EventTypes.TRANSACTION_IMPORTED, payload));
        return completed(payload.operationId());
    }

    /** Classifies, and waits until it is done. */
    protected JsonNode classified(String field, @Nullable String value, String... ids) {
        ClassificationRecorded payload = edit(field, value, List.of(ids));
        publish(event(EventTypes.CLASSIFICATION_RECORDED, payload));
        return completed(payload.operationId());
    }

    protected JsonNode completed(String operationId) {
        return await("operation " + operationId)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> answer("/v1/operations/" + operationId),
                        answer -> "completed".equals(answer.path("status").asString("")));
    }

    protected JsonNode transactionOf(String id) {
        return answer("/v1/transactions/" + id);
    }

    /** The body of an answer to this tenant's user, or of a problem; the path is encoded already. */
    protected JsonNode answer(String path) {
        return EventJson.MAPPER.readTree(Objects.requireNonNull(client(TOKENS.of(tenant, "alice"))
                .get()
                .uri(URI.create("http://localhost:" + port + path))
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    protected HttpStatusCode status(String path, String token) {
        return client(token).get().uri(path).exchange().returnResult(Void.class).getStatus();
    }

    protected WebTestClient client(String token) {
        return WebTestClient.bindToServer()
                .responseTimeout(Duration.ofSeconds(30))
                .baseUrl("http://localhost:" + port)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .defaultHeader("Authorization", "Bearer " + token)
                .build();
    }

    protected long tracked() {
        return jdbc.sql("SELECT count(*) FROM user_classification_tracking WHERE tenant_id = ?")
                .param(tenant)
                .query(Long.class)
                .single();
    }

    /** Of this tenant, each as its field and its spelling. */
    protected List<@Nullable String> knownLabels() {
        return jdbc.sql("SELECT field || ' ' || spelling FROM known_labels WHERE tenant_id = ? ORDER BY 1")
                .param(tenant)
                .query(String.class)
                .list();
    }
}
