package io.gleaner.pattern.runs;

import io.gleaner.kit.listening.EventIntake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Takes runs in, from the topic that it shares with the listener of tracking records: neither waits for the other. */
final class WorkflowChangesListener {

    private final EventIntake intake;
    private final Runs runs;

    WorkflowChangesListener(EventIntake intake, Runs runs) {
        this.intake = intake;
        this.runs = runs;
    }

    /**
     * Runs that come one by one wait for each other: nobody asks at once, and a transaction for each would cost most. Of
     * many, a batch is so large that each pattern's numbers are written once for several of its runs, and so small that
     * whoever reviews a pattern waits less than a second for it. Tenants of different partitions have nothing to wait
     * for from each other: while one batch is with the database, another is read.
     */
    @KafkaListener(
            id = "workflow-runs",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).TRACKING_CHANGES)}.pattern-runs",
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).TRACKING_CHANGES)}",
            filter = "workflowChanges",
            concurrency = "2",
            properties = {
                "max.poll.records=1000",
                "fetch.min.bytes=65536",
                "fetch.max.wait.ms=500",
                "fetch.max.bytes=8388608"
            })
    void take(List<ConsumerRecord<String, byte[]>> records) {
        intake.take(records, runs);
    }
}
