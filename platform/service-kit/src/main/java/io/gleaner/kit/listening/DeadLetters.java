package io.gleaner.kit.listening;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.LetterHeaders;
import io.gleaner.kit.events.Topics;
import io.gleaner.kit.failures.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaUtils;

/** Where refused records go: as they were, with the reason and where they came from. */
public final class DeadLetters {

    /** What is kept of a record that is too large even for a dead letter. */
    private static final int MAX_KEPT_HEADERS = 50;

    private final KafkaTemplate<String, byte[]> kafka;
    private final Topics topics;

    /** @param kafka sends up to {@link Topic#MAX_DEAD_LETTER_BYTES} */
    public DeadLetters(KafkaTemplate<String, byte[]> kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /**
     * Sends the record to its topic's dead letters. Compression may have brought in more than a dead letter can hold:
     * then the letter says where the record lies, and what of it is left out.
     *
     * @param reason got, expected, where
     * @param errorClass class of the failure; of the codec where the record could not be read
     */
    public CompletableFuture<Void> bury(ConsumerRecord<String, byte[]> message, String reason, String errorClass) {
        ProducerRecord<String, byte[]> whole = letter(message, message.key(), message.value());
        message.headers().forEach(whole.headers()::add);
        explain(whole, message, reason, errorClass);
        return send(whole)
                .exceptionallyCompose(failure -> isTooLarge(failure)
                        ? send(remainder(message, reason, errorClass))
                        : CompletableFuture.failedFuture(failure));
    }

    /** Sends what should have become an event of this topic to its dead letters. */
    public CompletableFuture<Void> bury(Topic topic, String tenantId, String payload, RuntimeException failure) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                topics.deadLettersOf(topic),
                Topics.partitionOf(tenantId),
                tenantId,
                payload.getBytes(StandardCharsets.UTF_8));
        new LetterHeaders(letter.headers())
                .with("reason", Failure.of(failure).reason())
                .with("error", failure.getClass().getName())
                .with("topic", topics.nameOf(topic));
        return send(letter);
    }

    private ProducerRecord<String, byte[]> remainder(
            ConsumerRecord<String, byte[]> message, String reason, String errorClass) {
        String key = message.key() == null || message.key().length() > LetterHeaders.MAX_LENGTH ? null : message.key();
        ProducerRecord<String, byte[]> letter = letter(message, key, null);
        Stream.of(message.headers().toArray())
                .filter(DeadLetters::isSmall)
                .limit(MAX_KEPT_HEADERS)
                .forEach(letter.headers()::add);
        explain(letter, message, reason, errorClass);
        new LetterHeaders(letter.headers())
                .with("left-out", "value of %d bytes and what else was long".formatted(message.serializedValueSize()));
        return letter;
    }

    private ProducerRecord<String, byte[]> letter(
            ConsumerRecord<String, byte[]> message, @Nullable String key, byte @Nullable [] value) {
        Topic topic = topics.named(message.topic()).orElseThrow();
        return new ProducerRecord<>(topics.deadLettersOf(topic), message.partition(), key, value);
    }

    private static void explain(
            ProducerRecord<String, byte[]> letter,
            ConsumerRecord<String, byte[]> message,
            String reason,
            String errorClass) {
        new LetterHeaders(letter.headers())
                .with("reason", reason)
                .with("error", errorClass)
                .with("consumer", Objects.requireNonNullElse(KafkaUtils.getConsumerGroupId(), "none"))
                .with("topic", message.topic())
                .with("partition", Integer.toString(message.partition()))
                .with("offset", Long.toString(message.offset()));
    }

    private CompletableFuture<Void> send(ProducerRecord<String, byte[]> letter) {
        try {
            return kafka.send(letter).thenApply(sent -> null);
        } catch (KafkaException e) { // what the producer finds out at once is thrown
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean isSmall(Header header) {
        return header.value() == null || header.value().length <= LetterHeaders.MAX_LENGTH;
    }

    private static boolean isTooLarge(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(RecordTooLargeException.class::isInstance);
    }
}
