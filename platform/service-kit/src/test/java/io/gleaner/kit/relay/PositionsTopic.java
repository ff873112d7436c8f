package io.gleaner.kit.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The positions that relays store in Kafka, to be turned back or lost. */
record PositionsTopic(String kafka, String topic) {

    /** The latest one, as the engine wrote it. */
    ConsumerRecord<String, String> latest() {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(servers(), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition only = new TopicPartition(topic, 0);
            consumer.assign(List.of(only));
            consumer.seek(only, consumer.endOffsets(List.of(only)).getOrDefault(only, 0L) - 1);
            return consumer.poll(Duration.ofSeconds(10)).iterator().next();
        }
    }

    void turnBackTo(ConsumerRecord<String, String> position) {
        store(position.key(), position.value());
    }

    void forget() {
        store(latest().key(), null);
    }

    private void store(String key, @Nullable String value) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(servers(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> servers() {
        return Map.of("bootstrap.servers", kafka);
    }
}
