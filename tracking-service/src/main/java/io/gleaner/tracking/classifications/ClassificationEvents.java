package io.gleaner.tracking.classifications;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.ClassificationUndone;
import io.gleaner.contracts.PatternApplied;
import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Received;
import io.gleaner.tracking.applications.Applications;
import io.gleaner.tracking.undoing.Undoing;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one topic, of three kinds and in one order: an undo comes behind the edit that it takes back. Neighbours
 * of a kind are applied together.
 */
final class ClassificationEvents implements BatchEffect {

    private final Edits edits;
    private final Undoing undoing;
    private final Applications applications;

    ClassificationEvents(Edits edits, Undoing undoing, Applications applications) {
        this.edits = edits;
        this.undoing = undoing;
        this.applications = applications;
    }

    @Override
    public Outcome apply(List<Received> events) {
        int applied = 0;
        int duplicates = 0;
        List<Outcome.Refusal> refusals = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= events.size(); end++) {
            if (end == events.size() || !effectOf(events.get(end)).equals(effectOf(events.get(start)))) {
                Outcome outcome = effectOf(events.get(start)).apply(events.subList(start, end));
                applied += outcome.applied();
                duplicates += outcome.duplicates();
                refusals.addAll(outcome.refusals());
                start = end;
            }
        }
        return new Outcome(applied, duplicates, refusals);
    }

    @Override
    public void refused(Received event, String reason) {
        effectOf(event).refused(event, reason);
    }

    private BatchEffect effectOf(Received received) {
        return switch (received.event().payload()) {
            case ClassificationRecorded _ -> edits;
            case ClassificationUndone _ -> undoing;
            case PatternApplied _ -> applications;
            default ->
                throw new IllegalStateException(
                        "no effect for " + received.event().type().type());
        };
    }
}
