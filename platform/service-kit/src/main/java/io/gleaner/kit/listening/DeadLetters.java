package io.gleaner.kit.listening;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.core.KafkaTemplate;

/** Where refused records go: as they were, with the reason and where they came from. */
public final class DeadLetters {

    private final KafkaTemplate<String, byte[]> kafka;
    private final Topics topics;

    public DeadLetters(KafkaTemplate<String, byte[]> kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /**
     * Sends the record to its topic's dead letters.
     *
     * @param reason got, expected, where
     * @param errorClass class of the failure; of the codec where the record could not be read
     */
    public CompletableFuture<Void> bury(ConsumerRecord<String, byte[]> message, String reason, String errorClass) {
        Topic topic = topics.named(message.topic()).orElseThrow();
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                topics.deadLettersOf(topic), message.partition(), message.key(), message.value(), message.headers());
        Headers headers = letter.headers();
        add(headers, "gleaner-reason", reason);
        add(headers, "gleaner-error", errorClass);
        add(headers, "gleaner-topic", message.topic());
        add(headers, "gleaner-partition", Integer.toString(message.partition()));
        add(headers, "gleaner-offset", Long.toString(message.offset()));
        return kafka.send(letter).thenApply(sent -> null);
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
