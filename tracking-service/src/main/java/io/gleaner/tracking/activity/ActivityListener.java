package io.gleaner.tracking.activity;

import io.gleaner.kit.listening.EventIntake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Hears of activities. */
final class ActivityListener {

    /** The consumer group, behind the topic's name. */
    static final String GROUP = ".tracking-service";

    private final EventIntake intake;
    private final ActivityLog log;

    ActivityListener(EventIntake intake, ActivityLog log) {
        this.intake = intake;
        this.log = log;
    }

    @KafkaListener(
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).ACTIVITY)}",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).ACTIVITY)}" + GROUP)
    void listen(List<ConsumerRecord<String, byte[]>> messages) {
        intake.take(messages, log);
    }
}
