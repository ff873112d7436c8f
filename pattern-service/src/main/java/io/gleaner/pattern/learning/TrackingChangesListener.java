package io.gleaner.pattern.learning;

import io.gleaner.kit.listening.EventIntake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Takes tracking-changes in, but for workflow runs: those have a listener of their own. */
final class TrackingChangesListener {

    private final EventIntake intake;
    private final Learning learning;

    TrackingChangesListener(EventIntake intake, Learning learning) {
        this.intake = intake;
        this.learning = learning;
    }

    /** What comes row by row waits a little for company: a window is open for seconds, and every fetch has its price. */
    @KafkaListener(
            id = "learning",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).TRACKING_CHANGES)}.pattern",
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).TRACKING_CHANGES)}",
            filter = "trackingChanges",
            properties = {"fetch.min.bytes=65536", "fetch.max.wait.ms=100"})
    void take(List<ConsumerRecord<String, byte[]>> records) {
        intake.take(records, learning);
    }
}
