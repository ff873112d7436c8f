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

    /** Every request is an activity, and the log is read later: what comes one by one is kept in one transaction. */
    @KafkaListener(
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).ACTIVITY)}",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).ACTIVITY)}" + GROUP,
            properties = {"fetch.min.bytes=65536", "fetch.max.wait.ms=250"})
    void listen(List<ConsumerRecord<String, byte[]>> messages) {
        intake.take(messages, log);
    }
}
