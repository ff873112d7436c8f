package io.gleaner.tracking.transactions;

import io.gleaner.kit.listening.EventIntake;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Hears of imports. */
final class TransactionsListener {

    /** The consumer group, behind the topic's name. */
    static final String GROUP = ".tracking-service";

    private final EventIntake intake;
    private final Imports imports;

    TransactionsListener(EventIntake intake, Imports imports) {
        this.intake = intake;
        this.imports = imports;
    }

    @KafkaListener(
            topics = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).TRANSACTIONS)}",
            groupId = "#{@topics.nameOf(T(io.gleaner.contracts.Topic).TRANSACTIONS)}" + GROUP)
    void listen(List<ConsumerRecord<String, byte[]>> messages) {
        intake.take(messages, imports);
    }
}
