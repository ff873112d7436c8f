package io.gleaner.gateway.live;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Topics;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/** Reads again what a tenant's client missed, by a consumer that lives as long as that takes. */
final class CatchUpListener {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final LiveEventListener listener;
    private final Scheduler blocking;
    private final Duration timeout;

    /** @param blocking threads that may wait for the broker */
    CatchUpListener(LiveEventListener listener, Scheduler blocking, Duration timeout) {
        this.listener = listener;
        this.blocking = blocking;
        this.timeout = timeout;
    }

    /** The position; or where the broker does not have it, the nearest one that a stream can go on from. */
    Mono<Position> reachable(String tenantId, Position wanted) {
        return Mono.fromCallable(() -> nearest(Topics.partitionOf(tenantId), wanted))
                .subscribeOn(blocking)
                .onErrorMap(
                        KafkaException.class,
                        failure ->
                                Problem.retryLater(ProblemType.UNAVAILABLE, "the broker does not answer", RETRY_AFTER));
    }

    /** The tenant's events between two positions. Reads on only as fast as the client does. */
    Flux<LiveEvent> read(String tenantId, Position from, Position until) {
        if (!from.isBehind(until)) {
            return Flux.empty();
        }
        return Flux.<List<LiveEvent>, Reading>generate(
                        () -> new Reading(tenantId, from, until),
                        (reading, sink) -> {
                            reading.step(sink);
                            return reading;
                        },
                        Reading::close)
                .subscribeOn(blocking)
                .concatMapIterable(Function.identity(), 1);
    }

    private Position nearest(int partition, Position wanted) {
        Map<Topic, TopicPartition> partitions = listener.partitions(partition);
        try (Consumer<String, byte[]> consumer = listener.consumer("bounds", (int) timeout.toMillis())) {
            consumer.assign(partitions.values());
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions.values());
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions.values());
            return Position.of(topic -> {
                TopicPartition each = Objects.requireNonNull(partitions.get(topic));
                return Math.clamp(
                        wanted.at(topic),
                        Objects.requireNonNull(first.get(each)),
                        Objects.requireNonNull(end.get(each)));
            });
        }
    }

    /** A consumer between two positions; used by one thread at a time. */
    private final class Reading {

        private final String tenantId;
        private final Position until;
        private final Map<Topic, TopicPartition> partitions;
        private final Consumer<String, byte[]> consumer;
        private long lastProgress = System.nanoTime();

        Reading(String tenantId, Position from, Position until) {
            this.tenantId = tenantId;
            this.until = until;
            this.partitions = listener.partitions(Topics.partitionOf(tenantId));
            this.consumer = listener.consumer("catch-up", (int) timeout.toMillis());
            consumer.assign(partitions.values());
            partitions.forEach((topic, partition) -> consumer.seek(partition, from.at(topic)));
        }

        void step(SynchronousSink<List<LiveEvent>> sink) {
            if (!position().isBehind(until)) {
                sink.complete();
            } else if (System.nanoTime() - lastProgress > timeout.toNanos()) {
                sink.error(new IllegalStateException("the broker gave nothing within " + timeout));
            } else {
                sink.next(poll());
            }
        }

        void close() {
            consumer.close();
        }

        private List<LiveEvent> poll() {
            List<LiveEvent> events = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                lastProgress = System.nanoTime();
                if (tenantId.equals(message.key())) {
                    listener.read(message).ifPresent(events::add);
                }
            }
            return events;
        }

        private Position position() {
            return Position.of(topic -> consumer.position(Objects.requireNonNull(partitions.get(topic))));
        }
    }
}
