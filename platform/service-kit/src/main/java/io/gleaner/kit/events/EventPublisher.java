package io.gleaner.kit.events;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;

/** Events out to Kafka: acknowledged by all in-sync replicas, by an idempotent producer. */
public final class EventPublisher {

    private final KafkaTemplate<String, byte[]> kafka;
    private final EventCodec codec;

    public EventPublisher(KafkaTemplate<String, byte[]> kafka, EventCodec codec) {
        this.kafka = kafka;
        this.codec = codec;
    }

    /**
     * Sends the event. Blocks, up to the producer's {@code max.block.ms}, while the producer has no room or does not know
     * the topic yet.
     *
     * @return completes when the broker has it; fails if it is not known to have it within the producer's delivery
     *     timeout, and then sending it again with the same id is safe
     */
    public CompletableFuture<Void> publish(Event<?> event) {
        var message = codec.encode(event);
        try {
            return kafka.send(message).thenApply(sent -> null);
        } catch (org.springframework.kafka.KafkaException | org.apache.kafka.common.KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Sends the events in their order. Once one has failed, the rest is not tried: a topic that the producer does not know
     * costs one wait for it, and not one per event.
     *
     * @return completes when the broker has all; fails if it is not known to have all
     */
    public CompletableFuture<Void> publishAll(List<? extends Event<?>> events) {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        boolean failed = false;
        for (int i = 0; i < events.size() && !failed; i++) {
            CompletableFuture<Void> one = publish(events.get(i));
            sent.add(one);
            failed = one.isCompletedExceptionally();
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    }
}
