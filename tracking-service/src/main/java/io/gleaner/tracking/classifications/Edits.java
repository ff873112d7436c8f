package io.gleaner.tracking.classifications;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.gleaner.kit.events.Topics;
import io.gleaner.kit.listening.Backlog;
import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Received;
import io.gleaner.tracking.core.Rounds;
import io.gleaner.tracking.labels.GivenLabel;
import io.gleaner.tracking.labels.KnownLabels;
import io.gleaner.tracking.labels.Spellings;
import io.gleaner.tracking.operations.OperationPart;
import io.gleaner.tracking.operations.Operations;
import io.gleaner.tracking.operations.PartResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a batch of edits does, in one transaction. A transaction is unknown only once every import accepted before the
 * edit was applied (docs/adr); until then the batch waits, without holding a lock.
 */
final class Edits implements BatchEffect {

    /** Labels that one round touches, at which no further edit is added to it. */
    private static final int MAX_TOUCHED = 5_000;

    /** Well within the time after which the broker takes a consumer for dead. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final TransactionTemplate transaction;
    private final Operations operations;
    private final KnownLabels labels;
    private final EditRound round;
    private final Backlog imports;

    Edits(
            TransactionTemplate transaction,
            Operations operations,
            KnownLabels labels,
            EditRound round,
            Backlog imports) {
        this.transaction = transaction;
        this.operations = operations;
        this.labels = labels;
        this.round = round;
        this.imports = imports;
    }

    @Override
    public Outcome apply(List<Received> events) {
        int applied = applyPatiently(events.stream().map(Edit::of).toList());
        return Outcome.of(applied, events.size() - applied);
    }

    @Override
    public void refused(Received event, String reason) {
        OperationPart part = Edit.of(event).operation();
        transaction.executeWithoutResult(status -> operations.fail(part, reason));
    }

    private int applyPatiently(List<Edit> edits) {
        try {
            return applyInOne(edits, false);
        } catch (UndecidedEdits early) {
            Set<Integer> partitions = edits.stream()
                    .map(edit -> Topics.partitionOf(edit.tenantId()))
                    .collect(toUnmodifiableSet());
            if (!imports.isHandledWithin(MAX_WAIT, partitions)) {
                throw early;
            }
            return applyInOne(edits, true);
        }
    }

    private int applyInOne(List<Edit> edits, boolean mayRefuse) {
        return Objects.requireNonNull(transaction.<Integer>execute(status -> {
            List<Edit> fresh = operations.claim(edits, Edit::operation);
            Spellings spellings = labels.learn(given(fresh));
            List<PartResult> results = new ArrayList<>();
            List<Edit> effective = new ArrayList<>();
            for (List<SpelledEdit> next : Rounds.of(spelled(fresh, spellings), SpelledEdit::touched, MAX_TOUCHED)) {
                List<PartResult> ofRound = round.apply(next, mayRefuse);
                results.addAll(ofRound);
                effective.addAll(effective(next, ofRound));
            }
            labels.forget(spellings, given(effective));
            operations.settle(results);
            return fresh.size();
        }));
    }

    /** Those of a round that changed something; there is one result per edit. */
    private static List<Edit> effective(List<SpelledEdit> round, List<PartResult> results) {
        return IntStream.range(0, round.size())
                .filter(edit -> results.get(edit).updated() > 0)
                .mapToObj(edit -> round.get(edit).edit())
                .toList();
    }

    private static List<GivenLabel> given(List<Edit> edits) {
        return edits.stream().map(Edit::label).flatMap(Optional::stream).toList();
    }

    private static List<SpelledEdit> spelled(List<Edit> edits, Spellings spellings) {
        return edits.stream()
                .map(edit ->
                        new SpelledEdit(edit, edit.label().map(spellings::of).orElse(null)))
                .toList();
    }
}
