package io.gleaner.tracking.classifications;

import io.gleaner.kit.listening.EventIntake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Hears of classifications. */
final class ClassificationsListener {

    private final EventIntake intake;
    private final ClassificationEvents events;

    ClassificationsListener(EventIntake intake, ClassificationEvents events) {
        this.intake = intake;
        this.events = events;
    }

    @KafkaListener(
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).CLASSIFICATIONS)}",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).CLASSIFICATIONS)}.tracking-service")
    void listen(List<ConsumerRecord<String, byte[]>> messages) {
        intake.take(messages, events);
    }
}
