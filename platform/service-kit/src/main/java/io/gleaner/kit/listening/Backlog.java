package io.gleaner.kit.listening;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * What a consumer group has not handled yet of a topic. A group commits a position when the effects of all records before
 * it are committed, poison set aside included, so a committed position says that everything before it is done. It does not
 * say that something behind it is not: transactions leave markers and aborted records there, which nobody is given and
 * nobody commits.
 */
public final class Backlog {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Time between two looks at the records: a group that works shows it by its position, which costs less. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Admin admin;
    private final ConsumerFactory<String, byte[]> consumers;
    private final String topic;
    private final String group;

    public Backlog(Admin admin, ConsumerFactory<String, byte[]> consumers, String topic, String group) {
        this.admin = admin;
        this.consumers = consumers;
        this.topic = topic;
        this.group = group;
    }

    /**
     * Waits until the group has handled everything that these partitions held when this was called. A transaction that is
     * open then is not part of it.
     *
     * @return whether it has, within the time
     * @throws KafkaException if the broker does not answer
     */
    public boolean isHandledWithin(Duration atMost, Collection<Integer> partitions) {
        try (Pending pending = new Pending(partitions)) {
            long deadline = System.nanoTime() + atMost.toNanos();
            while (!pending.isHandled()) {
                if (System.nanoTime() >= deadline || !pause()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What is left to wait for in one wait. */
    private final class Pending implements AutoCloseable {

        private final Map<TopicPartition, Long> first;
        private final Map<TopicPartition, Long> ends;

        /** Positions behind which a record was seen to stand. */
        private final Map<TopicPartition, Long> blocked = new HashMap<>();

        private final RecordsAhead ahead = new RecordsAhead(consumers);
        private long nextLook = System.nanoTime() + LOOK.toNanos();

        Pending(Collection<Integer> partitions) {
            this.first = offsets(partitions, OffsetSpec.earliest());
            this.ends = new HashMap<>(offsets(partitions, OffsetSpec.latest()));
        }

        boolean isHandled() {
            Map<TopicPartition, Long> positions = positions();
            ends.keySet().removeIf(partition -> position(positions, partition) >= end(partition));
            if (!ends.isEmpty() && System.nanoTime() >= nextLook) {
                ends.keySet().removeIf(partition -> !isBlocked(partition, position(positions, partition)));
                nextLook = System.nanoTime() + LOOK.toNanos();
            }
            return ends.isEmpty();
        }

        @Override
        public void close() {
            ahead.close();
        }

        private boolean isBlocked(TopicPartition partition, long position) {
            Long seen = blocked.get(partition);
            if (seen != null && seen == position) {
                return true;
            }
            blocked.put(partition, position);
            return ahead.isAny(partition, position, end(partition));
        }

        private Map<TopicPartition, Long> positions() {
            return ends.isEmpty() ? Map.of() : committed();
        }

        /** A group that has committed nothing begins where the partition does, as does one whose next record is deleted. */
        private long position(Map<TopicPartition, Long> positions, TopicPartition partition) {
            long start = first.getOrDefault(partition, 0L);
            return Math.max(start, positions.getOrDefault(partition, start));
        }

        private long end(TopicPartition partition) {
            return ends.getOrDefault(partition, 0L);
        }
    }

    /** What a consumer that reads committed records only can reach. */
    private Map<TopicPartition, Long> offsets(Collection<Integer> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = partitions.stream()
                .collect(Collectors.toUnmodifiableMap(partition -> new TopicPartition(topic, partition), any -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        return found.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    private Map<TopicPartition, Long> committed() {
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> positions = new HashMap<>();
        committed.forEach((partition, position) -> {
            if (position != null) {
                positions.put(partition, position.offset());
            }
        });
        return positions;
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("the broker refuses to tell offsets", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not tell offsets within " + ANSWER, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for offsets", e);
        }
    }
}
