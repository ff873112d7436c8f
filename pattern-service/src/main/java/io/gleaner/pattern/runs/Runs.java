package io.gleaner.pattern.runs;

import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Received;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** What a batch of changes teaches, runs first: who asks after a request is told of it when its runs are counted. */
final class Runs implements BatchEffect {

    private final Derivation derivation;
    private final IntakeJobs jobs;
    private final TransactionTemplate transaction;

    Runs(Derivation derivation, IntakeJobs jobs, TransactionTemplate transaction) {
        this.derivation = derivation;
        this.jobs = jobs;
        this.transaction = transaction;
    }

    @Override
    public Outcome apply(List<Received> events) {
        List<TrackedRun> runs = events.stream()
                .flatMap(received -> TrackedRun.of(received.event()))
                .toList();
        List<RequestedRuns> requests = events.stream()
                .flatMap(received -> RequestedRuns.of(received.event()))
                .toList();
        Integer applied = transaction.execute(status -> derivation.take(runs) + jobs.take(requests));
        int news = applied == null ? 0 : applied;
        return Outcome.of(news, events.size() - news);
    }
}
