package io.gleaner.kit.deadletters;

import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.KitApplication;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.events.Topics;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.TestDatabase;
import io.gleaner.testing.TestTokens;
import io.gleaner.testing.TestTopics;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Letters as the intake writes them, and what the service shows of them. */
@OnRealServers
@SpringBootTest(classes = KitApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class LetterScenario {

    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    static final URI PUBLISHER = URI.create("/gleaner/somebody-else");

    private static final TestDatabase DATABASE = TestDatabase.of("upload");
    private static final TestTopics TOPICS = TestTopics.fresh();
    static final TestTokens TOKENS = TestTokens.fresh();

    /** A database and topics of its own: contexts of other tests have the same consumers. */
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        TOPICS.register(registry);
        TOKENS.register(registry);
    }

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    EventCodec codec;

    @Autowired
    Topics topics;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    final String tenant = "tenant-" + UUID.randomUUID();

    Event<WindowClosed> closed(long events) {
        return Event.of(
                EventTypes.WINDOW_CLOSED,
                tenant,
                NOON,
                null,
                new WindowClosed("classification", NOON, NOON, events, "quiet", 1));
    }

    static String json(Event<?> event) {
        return EventJson.MAPPER.writeValueAsString(event.payload());
    }

    void publish(Event<?> event, String payload) {
        ProducerRecord<String, byte[]> valid = codec.encode(event, PUBLISHER);
        send(new ProducerRecord<>(
                valid.topic(),
                valid.partition(),
                valid.key(),
                payload.getBytes(StandardCharsets.UTF_8),
                valid.headers()));
    }

    ProducerRecord<String, byte[]> letter(Event<?> event, String key, long offset) {
        return letter(event, key, offset, codec.encode(event, PUBLISHER).value());
    }

    /** A letter as the intake writes it. */
    ProducerRecord<String, byte[]> letter(Event<?> event, String key, long offset, byte @Nullable [] payload) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                topics.deadLettersOf(Topic.PATTERN_EVENTS),
                Topics.partitionOf(tenant),
                key,
                payload,
                codec.encode(event, PUBLISHER).headers());
        Map.of(
                        "reason", "got this, expected that",
                        "error", "any",
                        "consumer", consumer(),
                        "topic", topics.nameOf(Topic.PATTERN_EVENTS),
                        "partition", Integer.toString(Topics.partitionOf(tenant)),
                        "offset", Long.toString(offset))
                .forEach((name, value) -> header(letter, "gleaner-" + name, value));
        return letter;
    }

    static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    String consumer() {
        return topics.nameOf(Topic.PATTERN_EVENTS) + Windows.GROUP;
    }

    void send(ProducerRecord<String, byte[]> message) {
        kafka.send(message).join();
    }

    double count(String outcome) {
        return meters.counter("gleaner.dead.letters", "outcome", outcome).count();
    }

    /** Waits until the tenant has this many. */
    List<JsonNode> letters(int expected) {
        List<JsonNode> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    found.clear();
                    get("/v1/dead-letters", 200).path("items").forEach(found::add);
                    return found.size() == expected;
                });
        return found;
    }

    static List<Integer> offsets(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(letter -> letter.path("offset").asInt())
                .toList();
    }

    static String redriveOf(JsonNode letter) {
        return "/v1/dead-letters/" + letter.path("letter_id").asString() + "/redrive";
    }

    JsonNode get(String path, int status) {
        return get(path, tenant, status);
    }

    JsonNode get(String path, String asTenant, int status) {
        return answer(client(TOKENS.of(asTenant, "alice")).get().uri(path), status);
    }

    JsonNode redrive(String path, @Nullable String corrected, int status) {
        WebTestClient.RequestBodySpec request =
                client(TOKENS.of(tenant, "alice")).post().uri(path);
        return corrected == null
                ? answer(request, status)
                : answer(request.contentType(MediaType.APPLICATION_JSON).bodyValue(corrected), status);
    }

    private static JsonNode answer(WebTestClient.RequestHeadersSpec<?> request, int status) {
        return EventJson.MAPPER.readTree(Objects.requireNonNull(request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    WebTestClient client(String token) {
        return WebTestClient.bindToServer()
                .responseTimeout(Duration.ofSeconds(30))
                .baseUrl("http://localhost:" + port)
                .defaultHeader("Authorization", "Bearer " + token)
                .build();
    }
}
