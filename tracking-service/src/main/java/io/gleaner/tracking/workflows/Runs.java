package io.gleaner.tracking.workflows;

import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Outcome.Refusal;
import io.gleaner.kit.listening.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** What a batch of reports does: one transaction, a statement per table. */
final class Runs implements BatchEffect {

    private final TransactionTemplate transaction;
    private final RunStore runs;
    private final ReportStore reports;

    Runs(TransactionTemplate transaction, RunStore runs, ReportStore reports) {
        this.transaction = transaction;
        this.runs = runs;
        this.reports = reports;
    }

    @Override
    public Outcome apply(List<Received> events) {
        List<Received> possible = new ArrayList<>(events.size());
        List<Refusal> refusals = new ArrayList<>();
        for (Received event : events) {
            Report.of(event)
                    .flatMap(report -> report.fault().stream())
                    .findFirst()
                    .ifPresentOrElse(fault -> refusals.add(new Refusal(event, fault)), () -> possible.add(event));
        }
        int applied = possible.isEmpty() ? 0 : keep(possible);
        return new Outcome(applied, possible.size() - applied, refusals);
    }

    @Override
    public void refused(Received event, String reason) {
        List<Item> items =
                Report.of(event).flatMap(report -> report.refusedItem(reason)).toList();
        transaction.executeWithoutResult(status -> reports.settle(items));
    }

    /** Returns how many of the events had an effect. */
    private int keep(List<Received> events) {
        List<Report> reported = events.stream().flatMap(Report::of).toList();
        List<Item> items = events.stream().flatMap(Item::of).toList();
        Integer applied = transaction.execute(status -> {
            Set<EventKey> kept = runs.keep(reported);
            Set<Item.Key> settled = reports.settle(items);
            return (int) events.stream()
                    .filter(event -> isIn(kept, event) || settles(settled, event))
                    .count();
        });
        return applied == null ? 0 : applied;
    }

    private static boolean isIn(Set<EventKey> kept, Received event) {
        return Report.of(event).anyMatch(report -> kept.contains(report.key()));
    }

    private static boolean settles(Set<Item.Key> settled, Received event) {
        Stream<Item> items = Item.of(event);
        return items.anyMatch(item -> settled.contains(item.key()));
    }
}
