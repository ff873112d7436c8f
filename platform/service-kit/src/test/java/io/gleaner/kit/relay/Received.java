package io.gleaner.kit.relay;

import io.gleaner.contracts.ClassificationRetracted;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Decoded.Accepted;
import io.gleaner.kit.events.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that a topic holds and will hold, as a consumer sees it. */
final class Received implements AutoCloseable {

    static final String MARKED = EventTypes.RELAY_MARKED.type();
    static final String RETRACTED = EventTypes.CLASSIFICATION_RETRACTED.type();

    /** A record and when it was seen. */
    record Arrival(ConsumerRecord<String, byte[]> message, long seenAtNanos) {}

    private final EventCodec codec;
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;

    Received(String kafka, String topic, EventCodec codec) {
        this.codec = codec;
        List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        Thread.ofPlatform().daemon().start(() -> read(kafka, partitions));
    }

    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    List<ConsumerRecord<String, byte[]>> messages() {
        return arrivals.stream().map(Arrival::message).toList();
    }

    /** The events that payloads of this type carry, in the order of their arrival. */
    <E> List<E> payloads(Class<E> type) {
        return messages().stream()
                .flatMap(message -> codec.decode(message) instanceof Accepted(var event, var _)
                        ? Stream.of(event.payload())
                        : Stream.empty())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** What the notes say that were relayed. */
    List<String> bodies() {
        return payloads(ClassificationRetracted.class).stream()
                .map(ClassificationRetracted::transactionId)
                .toList();
    }

    List<ConsumerRecord<String, byte[]>> notes() {
        return messagesOf(RETRACTED);
    }

    List<ConsumerRecord<String, byte[]>> marks() {
        return messagesOf(MARKED);
    }

    static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private List<ConsumerRecord<String, byte[]>> messagesOf(String type) {
        return messages().stream()
                .filter(message -> header(message, "ce_type").equals(type))
                .toList();
    }

    @Override
    public void close() {
        open = false;
    }

    private void read(String kafka, List<TopicPartition> partitions) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (open) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(message -> arrivals.add(new Arrival(message, System.nanoTime())));
            }
        }
    }
}
