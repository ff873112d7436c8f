package io.gleaner.pattern.learning;

import io.gleaner.kit.listening.EventIntake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Takes tracking-changes in. */
final class TrackingChangesListener {

    private final EventIntake intake;
    private final Learning learning;

    TrackingChangesListener(EventIntake intake, Learning learning) {
        this.intake = intake;
        this.learning = learning;
    }

    @KafkaListener(
            id = "learning",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).TRACKING_CHANGES)}.pattern",
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).TRACKING_CHANGES)}")
    void take(List<ConsumerRecord<String, byte[]>> records) {
        intake.take(records, learning);
    }
}
