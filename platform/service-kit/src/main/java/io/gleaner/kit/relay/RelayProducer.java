package io.gleaner.kit.relay;

import io.gleaner.contracts.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka for one run of a relay: in order per partition, acknowledged by all in-sync replicas before anything counts. */
final class RelayProducer implements AutoCloseable {

    private final KafkaProducer<String, byte[]> kafka;

    RelayProducer(Map<String, Object> settings, String slot) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put(ProducerConfig.CLIENT_ID_CONFIG, slot + "-relay");
        own.put(ProducerConfig.ACKS_CONFIG, "all");
        own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_DEAD_LETTER_BYTES);
        own.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        own.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        this.kafka = new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns when the broker has all of them. */
    void publish(List<ProducerRecord<String, byte[]>> records) throws InterruptedException {
        List<Future<RecordMetadata>> sent = records.stream().map(kafka::send).toList();
        kafka.flush();
        for (Future<RecordMetadata> one : sent) {
            await(one);
        }
    }

    /** Drops what is not sent yet: it is not acknowledged, so the next run sends it. */
    @Override
    public void close() {
        kafka.close(Duration.ZERO);
    }

    private static void await(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new RelayFailure("Kafka did not take a record", e.getCause());
        }
    }
}
