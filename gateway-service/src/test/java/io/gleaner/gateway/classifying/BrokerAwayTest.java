package io.gleaner.gateway.classifying;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.gateway.PublishedEvents;
import io.gleaner.kit.events.Event;
import io.gleaner.testing.OwnBroker;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The producer alone talks to a broker of this test's own, which goes away and comes back. */
@TestPropertySource(
        properties = {
            "spring.kafka.producer.properties.delivery.timeout.ms=3000",
            "spring.kafka.producer.properties.request.timeout.ms=1500",
            "spring.kafka.producer.properties.max.block.ms=1000"
        })
class BrokerAwayTest extends GatewayScenario {

    private static final OwnBroker BROKER = OwnBroker.start();

    @DynamicPropertySource
    static void ownBroker(DynamicPropertyRegistry registry) {
        registry.add("spring.kafka.producer.bootstrap-servers", BROKER::bootstrapServers);
    }

    @BeforeAll
    static void topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            admin.createTopics(Stream.of(Topic.CLASSIFICATIONS, Topic.ACTIVITY)
                            .map(topic -> new NewTopic(topic.on(TOPICS.prefix()), Topic.PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void without_the_broker_an_edit_is_answered_503_and_its_repeat_takes_effect_once() {
        awaitAccepted("before", "{\"field\": \"entity\", \"value\": \"Before\"}");

        BROKER.kill();
        edit("key", "{\"field\": \"entity\", \"value\": \"Media\"}")
                .expectStatus()
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("Retry-After");

        BROKER.restart();
        awaitAccepted("key", "{\"field\": \"entity\", \"value\": \"Media\"}");
        var events =
                new PublishedEvents(BROKER.bootstrapServers(), TOPICS).of("away", EventTypes.CLASSIFICATION_RECORDED);
        assertThat(events).extracting(event -> event.payload().value()).contains("Before", "Media");
        assertThat(events.stream().map(Event::id).distinct()).hasSize(2);
    }

    @Test
    void without_the_broker_a_refused_request_is_refused_all_the_same_and_an_owners_success_is_not_known() {
        OWNER.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson("{}")));
        awaitAccepted("known", "{\"field\": \"entity\", \"value\": \"Before\"}");

        BROKER.kill();
        try {
            edit("refused", "{}").expectStatus().isBadRequest();
            approve().expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        } finally {
            BROKER.restart();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> approve().returnResult(Void.class).getStatus().value() == 200);
        OWNER.verify(1, WireMock.postRequestedFor(WireMock.anyUrl()));
    }

    private WebTestClient.ResponseSpec approve() {
        return as("away-approving")
                .post()
                .uri("/v1/patterns/suggestions/s-1/approve")
                .header("Idempotency-Key", "approve")
                .exchange();
    }

    @Test
    void where_the_broker_has_no_such_topic_an_import_in_many_parts_is_answered_503_after_one_wait() {
        long started = System.nanoTime();

        as("no-topic")
                .post()
                .uri("/v1/transactions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(manyTransactions())
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("Retry-After");

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .as("a second's wait per event would be nine seconds at least")
                .isLessThan(Duration.ofSeconds(8));
    }

    /** Too much for nine events; nobody has made their topic on this broker. */
    private static String manyTransactions() {
        String line = "漢".repeat(199);
        return IntStream.range(0, 1_000)
                .mapToObj(i -> """
                        {"transaction_id": "t-%1$d", "date": "2026-01-31", "amount": -1, "description": "%2$s%2$s%2$s%2$s%2$s",
                         "origin": "%2$s", "destination": "%2$s", "merchant_name": "%2$s"}
                        """.formatted(i, line))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The producer does not know the topic of imports yet, so every send waits until max.block.ms is over. */
    @Test
    void without_the_broker_requests_of_one_tenant_fail_together_and_not_one_after_the_other() throws Exception {
        BROKER.kill();
        try {
            long begun = System.nanoTime();
            var answers = importedAtOnce(20);

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("a second's wait per request would be twenty seconds at least")
                    .isLessThan(Duration.ofSeconds(19));
            assertThat(answers).hasSize(20).allSatisfy(answer -> {
                assertThat(answer.getStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isNotNull();
            });
        } finally {
            BROKER.restart();
        }
    }

    private List<EntityExchangeResult<byte[]>> importedAtOnce(int requests) throws InterruptedException {
        WebTestClient alice = as("away-together");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<EntityExchangeResult<byte[]>> request = () -> imported(alice);
            return threads.invokeAll(Collections.nCopies(requests, request)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static EntityExchangeResult<byte[]> imported(WebTestClient client) {
        return client.post()
                .uri("/v1/transactions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("[{\"transaction_id\": \"t-1\", \"date\": \"2026-01-31\", \"amount\": 1}]")
                .exchange()
                .expectBody()
                .returnResult();
    }

    /** A producer that comes back to its broker needs a moment. */
    private void awaitAccepted(String key, String body) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        edit(key, body).returnResult(Void.class).getStatus().value() == 202);
    }

    private WebTestClient.ResponseSpec edit(String key, String body) {
        return as("away")
                .patch()
                .uri("/v1/transactions/t-1")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
