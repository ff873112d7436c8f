package io.gleaner.kit.events;

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
     * Sends the event.
     *
     * @return completes when the broker has it; fails if it is not known to have it within the producer's delivery
     *     timeout, and then sending it again with the same id is safe
     */
    public CompletableFuture<Void> publish(Event<?> event) {
        return kafka.send(codec.encode(event)).thenApply(sent -> null);
    }
}
