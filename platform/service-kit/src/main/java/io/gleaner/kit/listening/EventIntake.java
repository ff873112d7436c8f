package io.gleaner.kit.listening;

import io.gleaner.kit.events.Decoded.Accepted;
import io.gleaner.kit.events.Decoded.Refused;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.telemetry.LogKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.support.KafkaUtils;

/**
 * The way of a batch of records into a service. What cannot be read or is refused goes to the dead letters and the rest
 * goes on; a broken database or broker is thrown, so that the container stops, backs off and offers the same batch
 * again.
 */
public final class EventIntake {

    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);

    private final EventCodec codec;
    private final DeadLetters deadLetters;
    private final IntakeMetrics metrics;
    private final IntakeHealth health;

    EventIntake(EventCodec codec, DeadLetters deadLetters, IntakeMetrics metrics, IntakeHealth health) {
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.health = health;
    }

    /**
     * Takes a batch from one topic. When it returns, every record of it has had its effect, was known, or lies with the
     * dead letters.
     *
     * @param messages none where all of them are another listener's, see {@link TypeFilter}
     */
    public void take(List<ConsumerRecord<String, byte[]>> messages, BatchEffect effect) {
        if (messages.isEmpty()) {
            return;
        }
        String topic = messages.getFirst().topic();
        try {
            Batch batch = new Batch(effect);
            batch.read(messages);
            batch.finish(topic, messages.size());
            health.working(way(topic));
        } catch (RuntimeException | Error e) {
            health.stopped(way(topic), e);
            throw e;
        }
    }

    /** Listeners that share a topic stop and go on each for itself, so each is told by its group. */
    private static String way(String topic) {
        @Nullable String group = KafkaUtils.getConsumerGroupId();
        return group == null ? topic : topic + " for " + group;
    }

    /** One batch on its way. */
    private final class Batch {

        private final BatchEffect effect;
        private final List<CompletableFuture<Void>> burials = new ArrayList<>();
        private int applied;
        private int duplicates;
        private int refused;

        Batch(BatchEffect effect) {
            this.effect = effect;
        }

        void read(List<ConsumerRecord<String, byte[]>> messages) {
            List<Received> readable = new ArrayList<>(messages.size());
            for (ConsumerRecord<String, byte[]> message : messages) {
                switch (codec.decode(message)) {
                    case Accepted(var event, var source) -> readable.add(new Received(event, source, message));
                    case Refused(var reason, var _) -> bury(message, reason, EventCodec.class.getName());
                }
            }
            apply(readable);
        }

        /** A part that fails by its data is halved until the poison record is alone. */
        private void apply(List<Received> events) {
            if (events.isEmpty()) {
                return;
            }
            Outcome outcome;
            try {
                outcome = effect.apply(events);
            } catch (RuntimeException e) {
                if (FailureKind.of(e) == FailureKind.INFRASTRUCTURE) {
                    throw e;
                }
                isolate(events, e);
                return;
            }
            settle(events, outcome);
        }

        private void isolate(List<Received> events, RuntimeException failure) {
            if (events.size() == 1) {
                refuse(events.getFirst(), Failure.of(failure).reason(), failure.getClass());
                return;
            }
            int middle = events.size() / 2;
            apply(events.subList(0, middle));
            apply(events.subList(middle, events.size()));
        }

        private void settle(List<Received> events, Outcome outcome) {
            if (!outcome.accountsFor(events)) {
                throw new IllegalStateException(
                        "outcome of %d events: got %d applied, %d duplicate, %d refused, expected each event in exactly one of them"
                                .formatted(
                                        events.size(),
                                        outcome.applied(),
                                        outcome.duplicates(),
                                        outcome.refusals().size()));
            }
            applied += outcome.applied();
            duplicates += outcome.duplicates();
            outcome.refusals().forEach(refusal -> refuse(refusal.received(), refusal.reason(), Outcome.Refusal.class));
        }

        /** Told first: a crash in between tells again, while an event that is buried is not offered again. */
        private void refuse(Received event, String reason, Class<?> errorClass) {
            try {
                effect.refused(event, reason);
            } catch (RuntimeException e) {
                if (FailureKind.of(e) == FailureKind.INFRASTRUCTURE) {
                    throw e;
                }
                LOG.atWarn().addKeyValue(LogKeys.ERROR, Failure.of(e).kind()).log("refusal not told");
            }
            bury(event.message(), reason, errorClass.getName());
        }

        private void bury(ConsumerRecord<String, byte[]> message, String reason, String errorClass) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.TOPIC, message.topic())
                    .addKeyValue(LogKeys.PARTITION, message.partition())
                    .addKeyValue(LogKeys.OFFSET, message.offset())
                    .addKeyValue(LogKeys.ERROR, errorClass)
                    .log("record refused");
            refused++;
            burials.add(deadLetters.bury(message, reason, errorClass));
        }

        void finish(String topic, int received) {
            try {
                CompletableFuture.allOf(burials.toArray(CompletableFuture[]::new))
                        .join();
            } catch (CompletionException e) {
                throw new KafkaException("dead letters of " + topic + " could not be written", e.getCause());
            }
            metrics.count(topic, received, applied, duplicates, refused);
        }
    }
}
