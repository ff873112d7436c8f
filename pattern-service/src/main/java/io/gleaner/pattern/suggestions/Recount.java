package io.gleaner.pattern.suggestions;

import io.gleaner.kit.events.Ids;
import io.gleaner.pattern.core.Decision;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.Reliability;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What counting signatures again calls for: decided for all of them first, stored afterwards. */
final class Recount {

    private final LearningRules rules;
    private final List<Count> raised = new ArrayList<>();
    private final List<Count> refreshed = new ArrayList<>();
    private final List<Count> reopened = new ArrayList<>();
    private final List<Count> newConflicts = new ArrayList<>();
    private final List<UUID> withdrawn = new ArrayList<>();

    Recount(LearningRules rules) {
        this.rules = rules;
    }

    void decide(Counted counted, Reliability reliability) {
        Decision decision = Decision.on(counted.tally(), counted.standing(), reliability, rules);
        Counted.OpenSuggestion open = counted.open();
        if (open == null) {
            Status.raisedBy(decision).ifPresent(status -> raise(counted, status, reliability));
        } else if (open.judgedBefore() && !(decision instanceof Decision.TooFew)) {
            again(counted, reliability, open);
        } else {
            refresh(counted, reliability, open, open.status().recounted(decision));
        }
    }

    List<Count> raised() {
        return raised;
    }

    List<Count> refreshed() {
        return refreshed;
    }

    /** What was settled or in review and is a candidate again. */
    List<Count> reopened() {
        return reopened;
    }

    /** Those of the raised and refreshed that were no conflicts before. */
    List<Count> newConflicts() {
        return newConflicts;
    }

    List<UUID> withdrawn() {
        return withdrawn;
    }

    /** What was judged before keeps its label. */
    private void again(Counted counted, Reliability reliability, Counted.OpenSuggestion open) {
        String label = Objects.requireNonNull(open.label());
        Tally tally = counted.tally();
        boolean settled = open.status() == Status.APPROVED || open.status() == Status.PENDING_REVIEW;
        if (settled && open.asked().outgrown(tally.occurrences(), rules.revalidateAt())) {
            reopened.add(Count.keeping(open.id(), counted.signature(), Status.WAITING, label, tally, reliability));
        } else if (open.status() != Status.APPROVED) {
            refreshed.add(Count.keeping(open.id(), counted.signature(), open.status(), label, tally, reliability));
        }
    }

    private void raise(Counted counted, Status status, Reliability reliability) {
        Count count = Count.following(Ids.next(), counted.signature(), status, counted.tally(), reliability);
        raised.add(count);
        noteConflict(count, true);
    }

    private void refresh(Counted counted, Reliability reliability, Counted.OpenSuggestion open, Optional<Status> next) {
        if (next.isEmpty()) {
            withdrawn.add(open.id());
            return;
        }
        Count count = count(counted, reliability, open, next.get());
        refreshed.add(count);
        noteConflict(count, open.status() != Status.CONFLICT);
    }

    private static Count count(Counted counted, Reliability reliability, Counted.OpenSuggestion open, Status next) {
        String label = open.label();
        return label == null || next == Status.WAITING || next == Status.CONFLICT
                ? Count.following(open.id(), counted.signature(), next, counted.tally(), reliability)
                : Count.keeping(open.id(), counted.signature(), next, label, counted.tally(), reliability);
    }

    private void noteConflict(Count count, boolean isNew) {
        if (isNew && count.status() == Status.CONFLICT) {
            newConflicts.add(count);
        }
    }
}
