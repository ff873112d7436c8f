package io.gleaner.kit.relay;

import io.gleaner.kit.events.EventJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The compacted topic in which the engine keeps the positions of a service's relays. */
final class Positions {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final short replicationFactor;
    private final Map<String, Object> clients;

    /** @param clients what every Kafka client of this service is told: servers, security */
    Positions(String topic, short replicationFactor, Map<String, Object> clients) {
        this.topic = topic;
        this.replicationFactor = replicationFactor;
        this.clients = clients;
    }

    String topic() {
        return topic;
    }

    /** The latest position of a slot. Makes the topic if it is missing: the engine would too, but not as we want it. */
    Position of(String slot) throws InterruptedException {
        return isNew() ? new Position.None() : latest(slot);
    }

    private boolean isNew() throws InterruptedException {
        NewTopic wanted = new NewTopic(topic, 1, replicationFactor)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try (Admin admin = Admin.create(limited())) {
            admin.createTopics(List.of(wanted)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new RelayFailure("cannot make topic " + topic, e.getCause());
        }
    }

    private Position latest(String slot) {
        @Nullable String latest = null;
        try (KafkaConsumer<String, String> consumer = consumer()) {
            TopicPartition only = new TopicPartition(topic, 0);
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
            while (consumer.position(only) < end) {
                for (ConsumerRecord<String, String> found : consumer.poll(POLL)) {
                    latest = isOf(slot, found) ? found.value() : latest;
                }
            }
        }
        return latest == null ? new Position.None() : read(EventJson.MAPPER.readTree(latest));
    }

    private static boolean isOf(String slot, ConsumerRecord<String, String> found) {
        return EventJson.MAPPER.readTree(found.key()).path(0).asString("").equals(slot);
    }

    private static Position read(JsonNode position) {
        boolean whole = !position.has("snapshot")
                || position.path("snapshot_completed").asBoolean(false)
                || position.path("last_snapshot_record").asBoolean(false);
        long lsn = LongStream.of(
                        position.path("lsn").asLong(0),
                        position.path("lsn_proc").asLong(0),
                        position.path("lsn_commit").asLong(0))
                .max()
                .orElseThrow();
        return whole ? new Position.At(lsn) : new Position.None();
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(limited(), new StringDeserializer(), new StringDeserializer());
    }

    private Map<String, Object> limited() {
        Map<String, Object> settings = new HashMap<>(clients);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return settings;
    }
}
