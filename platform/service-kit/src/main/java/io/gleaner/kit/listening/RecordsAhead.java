package io.gleaner.kit.listening;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;

/** Looks for records that a consumer group would still be given, without belonging to it. Used by one thread. */
final class RecordsAhead implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final ConsumerFactory<String, byte[]> consumers;
    private @Nullable Consumer<String, byte[]> consumer;

    RecordsAhead(ConsumerFactory<String, byte[]> consumers) {
        this.consumers = consumers;
    }

    /**
     * Whether a committed record stands at {@code from} or behind it, and before {@code until}.
     *
     * @throws KafkaException if the broker does not show what stands there
     */
    boolean isAny(TopicPartition partition, long from, long until) {
        Consumer<String, byte[]> open = opened();
        open.assign(List.of(partition));
        open.seek(partition, from);
        long deadline = System.nanoTime() + ANSWER.toNanos();
        while (open.position(partition) < until) {
            List<ConsumerRecord<String, byte[]>> found = open.poll(POLL).records(partition);
            if (!found.isEmpty()) {
                return found.getFirst().offset() < until;
            }
            if (System.nanoTime() >= deadline) {
                throw new KafkaException(
                        "the broker does not show what stands behind %d of %s".formatted(from, partition));
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }

    private Consumer<String, byte[]> opened() {
        if (consumer == null) {
            Properties overrides = new Properties();
            overrides.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            overrides.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
            overrides.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
            consumer = consumers.createConsumer(null, "look-ahead", null, overrides);
        }
        return consumer;
    }
}
