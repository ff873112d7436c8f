package io.gleaner.kit.listening;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What a consumer group has not handled yet of a topic. A group commits a position when the effects of all records before
 * it are committed, poison set aside included, so a committed position says that everything before it is done.
 */
public final class Backlog {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Admin admin;
    private final String topic;
    private final String group;

    public Backlog(Admin admin, String topic, String group) {
        this.admin = admin;
        this.topic = topic;
        this.group = group;
    }

    /**
     * Waits until the group has handled everything that these partitions held when this was called.
     *
     * @return whether it has, within the time
     * @throws KafkaException if the broker does not answer
     */
    public boolean isHandledWithin(Duration atMost, Collection<Integer> partitions) {
        Map<TopicPartition, Long> targets = ends(partitions);
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isHandled(targets)) {
            if (System.nanoTime() >= deadline || !pause()) {
                return false;
            }
        }
        return true;
    }

    /** Partitions that hold nothing at all have no backlog, whatever was committed. */
    private Map<TopicPartition, Long> ends(Collection<Integer> partitions) {
        Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
        return offsets(partitions, OffsetSpec.latest()).entrySet().stream()
                .filter(end -> !end.getValue().equals(first.get(end.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<TopicPartition, Long> offsets(Collection<Integer> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = partitions.stream()
                .collect(Collectors.toUnmodifiableMap(partition -> new TopicPartition(topic, partition), any -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(admin.listOffsets(wanted).all());
        return found.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    private boolean isHandled(Map<TopicPartition, Long> targets) {
        if (targets.isEmpty()) {
            return true;
        }
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return targets.entrySet().stream().allMatch(target -> {
            OffsetAndMetadata position = committed.get(target.getKey());
            return position != null && position.offset() >= target.getValue();
        });
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
