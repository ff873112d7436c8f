package io.gleaner.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What lies in a topic, as any other program may read it. */
final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    private TopicReader(String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Stack.running().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
    }

    static TopicReader fromBeginning(String topic) {
        TopicReader reader = new TopicReader(topic);
        reader.consumer.seekToBeginning(reader.consumer.assignment());
        return reader;
    }

    /** Sees only what comes from now on. */
    static TopicReader fromNow(String topic) {
        TopicReader reader = new TopicReader(topic);
        reader.consumer.endOffsets(reader.consumer.assignment()).forEach(reader.consumer::seek);
        return reader;
    }

    /** All records up to the topic's end now, in the order of each partition. */
    List<ConsumerRecord<byte[], byte[]>> all() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(seen::add);
        }
        return List.copyOf(seen);
    }

    /** The tenant's records up to the topic's end now. */
    List<ConsumerRecord<byte[], byte[]>> of(Tenant tenant) {
        return all().stream()
                .filter(message -> header(message, "ce_tenantid").equals(tenant.id()))
                .toList();
    }

    /** The ids of the tenant's events of this type, such as {@code suggestion.raised}; a repeated one counts once. */
    List<String> idsOf(Tenant tenant, String event) {
        return eventsOf(tenant, event)
                .map(message -> header(message, "ce_id"))
                .distinct()
                .toList();
    }

    private Stream<ConsumerRecord<byte[], byte[]>> eventsOf(Tenant tenant, String event) {
        return of(tenant).stream()
                .filter(message -> header(message, "ce_type").startsWith("io.gleaner." + event + "."));
    }

    /** The header's text; empty where there is none. */
    static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
