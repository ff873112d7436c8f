package io.gleaner.kit.deadletters;

import io.gleaner.kit.events.Topics;
import io.gleaner.kit.listening.IntakeHealth;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the letters of this service into its table. One that belongs to no provable tenant is counted and shown to nobody. */
final class LetterListener implements BatchMessageListener<String, byte[]> {

    private static final String HEALTH = "dead letters";
    private static final String LETTERS = "gleaner.dead.letters";
    private static final List<String> OUTCOMES = List.of("kept", "duplicate", "of_others", "unproven");

    private final Topics topics;
    private final LetterStore store;
    private final TransactionTemplate transaction;
    private final IntakeHealth health;
    private final MeterRegistry meters;
    private final Set<String> consumers;

    /** @param consumers the groups of this service */
    LetterListener(
            Topics topics,
            LetterStore store,
            TransactionTemplate transaction,
            IntakeHealth health,
            MeterRegistry meters,
            Set<String> consumers) {
        this.topics = topics;
        this.store = store;
        this.transaction = transaction;
        this.health = health;
        this.meters = meters;
        this.consumers = Set.copyOf(consumers);
        OUTCOMES.forEach(this::counter); // from 0 on, or an alert on their growth would not see the first letter
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> messages) {
        try {
            List<String> outcomes = transaction.execute(
                    status -> messages.stream().map(this::take).toList());
            outcomes.forEach(outcome -> counter(outcome).increment());
            health.working(HEALTH);
        } catch (RuntimeException e) {
            health.stopped(HEALTH, e);
            throw e;
        }
    }

    private Counter counter(String outcome) {
        return meters.counter(LETTERS, "outcome", outcome);
    }

    /** What became of it. */
    private String take(ConsumerRecord<String, byte[]> message) {
        return switch (Mail.of(message, topics, consumers)) {
            case Mail.Ours(var letter) -> store.keep(letter) ? "kept" : "duplicate";
            case Mail.Others _ -> "of_others";
            case Mail.Unproven _ -> "unproven";
        };
    }
}
