package io.gleaner.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.JobFinished;
import io.gleaner.contracts.JobProgressed;
import io.gleaner.contracts.Topic;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventPublisher;
import io.gleaner.kit.events.Topics;
import io.gleaner.testing.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "gleaner.live.heartbeat=200ms")
class FollowEventsTest extends GatewayScenario {

    private static final String JOB = "0198c5c7-0000-7000-8000-000000000000";

    @Autowired
    EventPublisher publisher;

    @Test
    void an_event_is_shown_with_its_short_type_its_payload_and_a_position() {
        try (LiveClient client = follow("shows", null)) {
            progress("shows", 7);
            client.awaitEvents(1);

            var event = client.events().getFirst();
            assertThat(event.event()).isEqualTo("job.progressed");
            assertThat(event.data())
                    .isEqualTo("{\"job_id\":\"%s\",\"type\":\"parse\",\"done\":7,\"total\":null,\"unit\":\"rows\"}"
                            .formatted(JOB));
            assertThat(event.id()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        }
    }

    @Test
    void nobody_sees_another_tenants_events_even_in_the_same_partition() {
        String neighbour = neighbourOf("private");
        try (LiveClient theirs = follow(neighbour, null);
                LiveClient ours = follow("private", null)) {
            progress("private", 1);
            progress(neighbour, 2);
            ours.awaitEvents(1);
            theirs.awaitEvents(1);

            assertThat(ours.data()).allSatisfy(data -> assertThat(data).contains("\"done\":1,"));
            assertThat(theirs.data()).allSatisfy(data -> assertThat(data).contains("\"done\":2,"));
        }
    }

    @Test
    void a_neighbours_past_is_not_shown_to_who_catches_up() {
        String start = position("catches-up");
        progress(neighbourOf("catches-up"), 1);
        progress("catches-up", 2);

        try (LiveClient client = follow("catches-up", start)) {
            client.awaitEvents(1);
            assertThat(client.data()).singleElement().asString().contains("\"done\":2,");
        }
    }

    @Test
    void who_comes_back_again_and_again_sees_every_event_once_and_in_order() {
        Random random = new Random(7);
        int total = 300;
        Thread publishing =
                Thread.ofVirtual().unstarted(() -> IntStream.range(0, total).forEach(i -> progress("returns", i)));
        List<String> seen = new java.util.ArrayList<>();
        String last = position("returns");

        publishing.start();
        while (seen.size() < total) {
            try (LiveClient client = follow("returns", last)) {
                client.awaitEvents(Math.min(1 + random.nextInt(60), total - seen.size()));
                List<ServerSentEvent<String>> shown = client.events();
                shown.forEach(event -> seen.add(Objects.requireNonNull(event.data())));
                last = Objects.requireNonNull(shown.getLast().id());
            }
        }

        assertThat(seen).hasSize(total);
        IntStream.range(0, total).forEach(i -> assertThat(seen.get(i)).contains("\"done\":%d,".formatted(i)));
    }

    @Test
    void an_event_that_was_published_twice_is_shown_once() {
        Event<JobFinished> finished = Event.of(
                EventTypes.JOB_FINISHED,
                "repeats",
                Instant.now(),
                null,
                new JobFinished(JOB, "parse", "completed", null));
        try (LiveClient client = follow("repeats", null)) {
            publisher.publish(finished).join();
            publisher.publish(finished).join();
            progress("repeats", 1);
            client.awaitEvents(2);

            assertThat(client.events())
                    .extracting(event -> event.event())
                    .containsExactly("job.finished", "job.progressed");
        }
    }

    @Test
    void a_position_that_is_no_longer_kept_begins_with_a_gap() throws Exception {
        String start = position("forgetful");
        progress("forgetful", 1);
        progress("forgetful", 2);
        forgetFirst("forgetful", start);

        try (LiveClient client = follow("forgetful", start)) {
            client.awaitEvents(2);
            assertThat(client.events()).extracting(event -> event.event()).containsExactly("gap", "job.progressed");
            assertThat(client.data().getLast()).contains("\"done\":2,");
        }
    }

    @Test
    void a_position_that_was_never_reached_begins_with_a_gap() {
        try (LiveClient client = follow("ahead", "999999.0.0")) {
            client.awaitEvents(1);
            assertThat(client.events().getFirst().event()).isEqualTo("gap");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.2", "1.2.3.4", "-1.0.0"})
    void what_is_no_position_is_refused(String lastEventId) {
        as("refused")
                .get()
                .uri("/v1/live")
                .header("Last-Event-ID", lastEventId)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void a_stream_without_events_shows_that_it_is_alive() {
        try (LiveClient client = follow("quiet", null)) {
            Awaitility.await().until(() -> client.heartbeats() >= 3);
            assertThat(client.events()).isEmpty();
        }
    }

    @Test
    void a_stream_ends_when_its_token_does() {
        String token = TOKENS.sign(new JWTClaimsSet.Builder()
                .subject("alice")
                .claim("tenant", "expiring")
                .claim("scope", "read")
                .expirationTime(Date.from(Instant.now().plusSeconds(3)))
                .build());

        try (LiveClient client = new LiveClient(port, token, null)) {
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(client::ended);
        }
    }

    private LiveClient follow(String tenant, @org.jspecify.annotations.Nullable String lastEventId) {
        return new LiveClient(port, TOKENS.of(tenant, "alice", "read"), lastEventId);
    }

    private String position(String tenant) {
        try (LiveClient client = follow(tenant, null)) {
            return client.lastEventId();
        }
    }

    private void progress(String tenant, long done) {
        publisher
                .publish(Event.of(
                        EventTypes.JOB_PROGRESSED,
                        tenant,
                        Instant.now(),
                        null,
                        new JobProgressed(JOB, "parse", done, null, "rows")))
                .join();
    }

    private static String neighbourOf(String tenant) {
        return Stream.generate(() -> "neighbour-" + UUID.randomUUID())
                .filter(other -> Topics.partitionOf(other) == Topics.partitionOf(tenant))
                .findFirst()
                .orElseThrow();
    }

    private static void forgetFirst(String tenant, String position) throws Exception {
        TopicPartition partition = new TopicPartition(Topic.JOB_EVENTS.on(TOPICS.prefix()), Topics.partitionOf(tenant));
        long first = Position.parse(position).at(Topic.JOB_EVENTS);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.running().kafka()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(first + 1)))
                    .all()
                    .get();
        }
    }
}
