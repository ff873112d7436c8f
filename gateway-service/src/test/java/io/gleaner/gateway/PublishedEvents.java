package io.gleaner.gateway;

import io.gleaner.contracts.EventType;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Decoded;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.testing.TestServers;
import io.gleaner.testing.TestTopics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the broker has. */
public final class PublishedEvents {

    private final String bootstrap;
    private final Topics topics;
    private final EventCodec codec;

    public PublishedEvents(TestTopics topics) {
        this(TestServers.running().kafka(), topics);
    }

    public PublishedEvents(String bootstrap, TestTopics topics) {
        this.bootstrap = bootstrap;
        this.topics = new Topics(topics.prefix());
        this.codec = new EventCodec(URI.create("/test"), this.topics);
    }

    /** Every event of this type of the tenant, in the order of the partition. */
    @SuppressWarnings("unchecked") // the event's own type says what its payload is
    public <E> List<Event<E>> of(String tenantId, EventType<E> type) {
        return records(type.topic()).stream()
                .map(codec::decode)
                .map(decoded -> ((Decoded.Accepted) decoded).event())
                .filter(event ->
                        event.tenantId().equals(tenantId) && event.type().equals(type))
                .map(event -> (Event<E>) event)
                .toList();
    }

    /** Every record of the topic. */
    public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topics.nameOf(topic), partition))
                .toList();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
