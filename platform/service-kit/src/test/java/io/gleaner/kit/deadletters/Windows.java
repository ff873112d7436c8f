package io.gleaner.kit.deadletters;

import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.EventIntake;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Received;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** A listener that takes every window once, by its event's source and id, and refuses those that are empty. */
@Component
class Windows implements BatchEffect {

    /** Group in which it reads, after the name of the topic. */
    static final String GROUP = ".windows";

    private final EventIntake intake;
    private final Map<String, Received> taken = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Received> offered = new ConcurrentLinkedQueue<>();

    Windows(EventIntake intake) {
        this.intake = intake;
    }

    @KafkaListener(
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).PATTERN_EVENTS)}",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).PATTERN_EVENTS)}" + GROUP)
    void listen(List<ConsumerRecord<String, byte[]>> messages) {
        intake.take(messages, this);
    }

    @Override
    public Outcome apply(List<Received> events) {
        List<Outcome.Refusal> refusals = events.stream()
                .filter(received -> received.payload(WindowClosed.class).events() == 0)
                .map(received -> new Outcome.Refusal(received, "got 0 events, expected some"))
                .toList();
        offered.addAll(events);
        long fresh = events.stream()
                .filter(received -> received.payload(WindowClosed.class).events() > 0)
                .filter(received -> taken.putIfAbsent(
                                received.source() + " " + received.event().id(), received)
                        == null)
                .count();
        return new Outcome((int) fresh, events.size() - refusals.size() - (int) fresh, refusals);
    }

    /** What was taken of this tenant, each once. */
    List<Received> takenOf(String tenantId) {
        return taken.values().stream()
                .filter(received -> received.event().tenantId().equals(tenantId))
                .toList();
    }

    /** How often an event of this tenant was offered. */
    long offeredOf(String tenantId) {
        return offered.stream()
                .filter(received -> received.event().tenantId().equals(tenantId))
                .count();
    }
}
