package io.gleaner.tracking.workflows;

import io.gleaner.kit.listening.EventIntake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Hears of runs. */
final class WorkflowsListener {

    private final EventIntake intake;
    private final Runs runs;

    WorkflowsListener(EventIntake intake, Runs runs) {
        this.intake = intake;
        this.runs = runs;
    }

    /**
     * Runs are small: a batch of many of them is one statement, for which those that come one by one wait a little. Larger
     * batches cost more: the collector copies what is in hand.
     */
    @KafkaListener(
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).WORKFLOWS)}",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).WORKFLOWS)}.tracking-service",
            properties = {"max.poll.records=1000", "fetch.min.bytes=65536", "fetch.max.wait.ms=250"})
    void listen(List<ConsumerRecord<String, byte[]>> messages) {
        intake.take(messages, runs);
    }
}
