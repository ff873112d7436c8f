package io.gleaner.pattern;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Decoded;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what pattern-events holds, from its beginning. */
public final class Announced implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final EventCodec codec;
    private final List<Event<?>> events = new ArrayList<>();

    private Announced(KafkaConsumer<String, byte[]> consumer, EventCodec codec) {
        this.consumer = consumer;
        this.codec = codec;
    }

    public static Announced by(Replica replica) {
        return on(replica, Topic.PATTERN_EVENTS);
    }

    /** What it says on another topic. */
    static Announced on(Replica replica, Topic said) {
        String topic = replica.bean(Topics.class).nameOf(said);
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.running().kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        Set<TopicPartition> partitions = Set.copyOf(IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Announced(consumer, replica.bean(EventCodec.class));
    }

    /** The payloads of this type for this tenant so far. */
    public <E> List<E> of(Edits edits, Class<E> type) {
        return of(edits.tenantId(), type);
    }

    <E> List<E> of(String tenantId, Class<E> type) {
        return events(tenantId).stream()
                .map(Event::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The events of this tenant so far. */
    public List<Event<?>> events(Edits edits) {
        return events(edits.tenantId());
    }

    private List<Event<?>> events(String tenantId) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(50))) {
            if (codec.decode(message) instanceof Decoded.Accepted(var event, var _)) {
                events.add(event);
            }
        }
        return events.stream()
                .filter(event -> event.tenantId().equals(tenantId))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
