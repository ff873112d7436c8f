package io.gleaner.tracking.patterns;

import io.gleaner.kit.listening.EventIntake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Hears of patterns. */
final class PatternEventsListener {

    private final EventIntake intake;
    private final PatternCopies copies;

    PatternEventsListener(EventIntake intake, PatternCopies copies) {
        this.intake = intake;
        this.copies = copies;
    }

    @KafkaListener(
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).PATTERN_EVENTS)}",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).PATTERN_EVENTS)}.tracking-service")
    void listen(List<ConsumerRecord<String, byte[]>> messages) {
        intake.take(messages, copies);
    }
}
