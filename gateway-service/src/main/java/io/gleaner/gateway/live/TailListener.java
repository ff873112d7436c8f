package io.gleaner.gateway.live;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Topics;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The tail of the live topics, read once per replica and handed to every follower of the tenant. {@link #listenOnce()}
 * belongs to one thread; {@code followers} and {@code next} are guarded by this object's lock, so that a follower starts
 * exactly at the position it is told.
 */
final class TailListener {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int API_TIMEOUT_MILLIS = 10_000;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final LiveEventListener listener;
    private final int maxStreams;
    private final int maxBuffered;
    private final Map<String, Set<Follower>> followers = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private int streams;
    private @Nullable Consumer<String, byte[]> consumer;

    TailListener(LiveEventListener listener, int maxStreams, int maxBuffered) {
        this.listener = listener;
        this.maxStreams = maxStreams;
        this.maxBuffered = maxBuffered;
    }

    /** Follows a tenant from now on; 503 while the tail is not known yet, or where too many follow. */
    synchronized Follower follow(String tenantId) {
        if (next.isEmpty() || streams >= maxStreams) {
            throw Problem.retryLater(
                    ProblemType.UNAVAILABLE,
                    next.isEmpty() ? "the broker does not answer" : "too many live streams",
                    RETRY_AFTER);
        }
        Follower follower = new Follower(tenantId, position(Topics.partitionOf(tenantId)), maxBuffered);
        followers.computeIfAbsent(tenantId, id -> new HashSet<>()).add(follower);
        streams++;
        return follower;
    }

    /** Whether the tail has a position yet. */
    synchronized boolean isKnown() {
        return !next.isEmpty();
    }

    synchronized void leave(Follower follower) {
        Set<Follower> others = followers.getOrDefault(follower.tenantId(), Set.of());
        if (!others.isEmpty() && others.remove(follower)) {
            streams--;
        }
        if (others.isEmpty()) {
            followers.remove(follower.tenantId());
        }
    }

    /** Ends every stream, so that the server can stop; clients go on at another replica. */
    synchronized void dismissAll() {
        followers.values().forEach(each -> each.forEach(Follower::cutOff));
    }

    /** Waits for records and hands them out. After a failure it goes on where it was. */
    boolean listenOnce() {
        try {
            Consumer<String, byte[]> open = opened();
            handOut(open.poll(POLL), open);
            return true;
        } catch (InvalidOffsetException lost) {
            startOver();
            throw lost;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The broker no longer has what comes next: clients come back, and are told of the gap. */
    private synchronized void startOver() {
        dismissAll();
        next.clear();
        close();
    }

    private void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }

    private Consumer<String, byte[]> opened() {
        if (consumer == null) {
            Consumer<String, byte[]> fresh = listener.consumer("tail", API_TIMEOUT_MILLIS);
            consumer = fresh;
            seek(fresh);
        }
        return consumer;
    }

    private void seek(Consumer<String, byte[]> fresh) {
        List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
                .boxed()
                .flatMap(partition -> listener.partitions(partition).values().stream())
                .toList();
        fresh.assign(partitions);
        Map<TopicPartition, Long> ends = fresh.endOffsets(partitions);
        synchronized (this) {
            ends.forEach(next::putIfAbsent);
            next.forEach(fresh::seek);
        }
    }

    private synchronized void handOut(ConsumerRecords<String, byte[]> messages, Consumer<String, byte[]> open) {
        messages.forEach(this::handOut);
        messages.partitions().forEach(partition -> next.put(partition, open.position(partition)));
    }

    private void handOut(ConsumerRecord<String, byte[]> message) {
        Set<Follower> interested = followers.get(message.key());
        if (interested != null) {
            listener.read(message).ifPresent(event -> interested.removeIf(follower -> isCutOff(follower, event)));
        }
    }

    private boolean isCutOff(Follower follower, LiveEvent event) {
        if (follower.offer(event)) {
            return false;
        }
        follower.cutOff();
        streams--;
        return true;
    }

    private Position position(int partition) {
        Map<Topic, TopicPartition> partitions = listener.partitions(partition);
        return Position.of(topic -> Objects.requireNonNull(next.get(partitions.get(topic)), topic.name()));
    }
}
