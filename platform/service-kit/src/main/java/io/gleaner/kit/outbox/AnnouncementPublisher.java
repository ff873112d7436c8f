package io.gleaner.kit.outbox;

import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.listening.DeadLetters;
import io.gleaner.kit.telemetry.LogKeys;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** Announcements to Kafka. One that cannot be told is poison: a dead letter of its topic, and the others go on. */
final class AnnouncementPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementPublisher.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final EventCodec codec;
    private final DeadLetters deadLetters;

    AnnouncementPublisher(KafkaTemplate<String, byte[]> kafka, EventCodec codec, DeadLetters deadLetters) {
        this.kafka = kafka;
        this.codec = codec;
        this.deadLetters = deadLetters;
    }

    /** Returns when the broker has all of them, each as an event or as a dead letter. */
    void publish(List<Announcement> announcements) {
        List<CompletableFuture<?>> sent =
                announcements.stream().<CompletableFuture<?>>map(this::send).toList();
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw new KafkaException("announcements stay in the outbox: the broker does not take them", e.getCause());
        }
    }

    private CompletableFuture<?> send(Announcement announcement) {
        ProducerRecord<String, byte[]> message;
        try {
            message = encoded(announcement);
        } catch (RuntimeException e) { // it stands on nothing but the row, so whatever failed is the row's fault
            return bury(announcement, e);
        }
        return kafka.send(message);
    }

    private ProducerRecord<String, byte[]> encoded(Announcement announcement) {
        URI source = announcement.source();
        return source == null ? codec.encode(announcement.event()) : codec.encode(announcement.event(), source);
    }

    private CompletableFuture<?> bury(Announcement announcement, RuntimeException failure) {
        LOG.atWarn()
                .addKeyValue(LogKeys.TOPIC, announcement.type().topic())
                .addKeyValue(LogKeys.ERROR, Failure.of(failure).kind())
                .log("announcement refused");
        return deadLetters.bury(announcement.type().topic(), announcement.tenantId(), announcement.payload(), failure);
    }
}
