package io.gleaner.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.TestServers;
import io.gleaner.testing.TestTopics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

@OnRealServers
class EventPublisherTest {

    private static final Duration MAX_BLOCK = Duration.ofSeconds(1);

    /** Of a prefix that no topic has, unless a test makes one. */
    private final Topics topics = new Topics(TestTopics.fresh().prefix());

    private final DefaultKafkaProducerFactory<String, byte[]> producers = new DefaultKafkaProducerFactory<>(
            Map.of(
                    "bootstrap.servers",
                    TestServers.running().kafka(),
                    "max.block.ms",
                    Math.toIntExact(MAX_BLOCK.toMillis())),
            new StringSerializer(),
            new ByteArraySerializer());

    private EventPublisher publisher;

    @BeforeEach
    void start() {
        publisher =
                new EventPublisher(new KafkaTemplate<>(producers), new EventCodec(URI.create("/gleaner/test"), topics));
    }

    @AfterEach
    void stop() {
        producers.destroy();
    }

    @Test
    void an_event_for_a_topic_that_the_broker_does_not_have_fails_its_future() {
        CompletableFuture<Void> sent = publisher.publish(edit("Media"));

        assertThat(sent)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(KafkaException.class);
    }

    @Test
    void many_events_for_such_a_topic_cost_one_wait() {
        long started = System.nanoTime();

        CompletableFuture<Void> sent = publisher.publishAll(Collections.nCopies(20, edit("Media")));

        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .as("a wait per event would be twenty")
                .isLessThan(MAX_BLOCK.multipliedBy(19));
        assertThat(sent)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(KafkaException.class);
    }

    @Test
    void events_of_a_topic_that_is_there_complete_together() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.running().kafka()))) {
            admin.createTopics(List.of(new NewTopic(topics.nameOf(Topic.CLASSIFICATIONS), Topic.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }

        assertThat(publisher.publishAll(List.of(edit("A"), edit("B")))).succeedsWithin(Duration.ofSeconds(10));
        assertThat(publisher.publishAll(List.of())).isCompleted();
    }

    private static Event<ClassificationRecorded> edit(String value) {
        return Event.of(
                EventTypes.CLASSIFICATION_RECORDED,
                "acme",
                Instant.now(),
                null,
                new ClassificationRecorded("operation-1", "alice", "entity", value, 1, 1, List.of("t-1")));
    }
}
