package io.gleaner.tracking.classifications;

import io.gleaner.tracking.classifications.FieldEdits.Target;
import io.gleaner.tracking.operations.PartResult;
import io.gleaner.tracking.patterns.PatternUses;
import io.gleaner.tracking.patterns.PatternUses.Correction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Applies edits that do not touch each other: one UPDATE per field and one INSERT of tracking records, whatever their
 * number. Works in the caller's transaction.
 */
final class EditRound {

    private final LabelChangeStore labels;
    private final TrackingStore tracking;
    private final PatternUses uses;

    EditRound(LabelChangeStore labels, TrackingStore tracking, PatternUses uses) {
        this.labels = labels;
        this.tracking = tracking;
        this.uses = uses;
    }

    /**
     * What became of the edits.
     *
     * @param changes the labels that changed
     * @param unknown transactions that do not exist
     * @param missed whether a transaction came into being behind the back of the UPDATE
     */
    private record Applied(List<LabelChange> changes, Set<Target> unknown, boolean missed) {}

    /**
     * Changes and tracks.
     *
     * @param mayRefuse whether a transaction that does not exist is unknown for good
     * @return one result per edit
     * @throws UndecidedEdits if a transaction is not there yet; nothing of this transaction may be committed then
     */
    List<PartResult> apply(List<SpelledEdit> round, boolean mayRefuse) {
        List<LabelChange> changes = new ArrayList<>();
        Set<Target> unknown = new HashSet<>();
        for (FieldEdits edits : FieldEdits.of(round)) {
            Applied applied = change(edits);
            if (applied.missed() || !(mayRefuse || applied.unknown().isEmpty())) {
                throw new UndecidedEdits();
            }
            changes.addAll(applied.changes());
            unknown.addAll(applied.unknown());
        }
        track(round, changes);
        return results(round, changes, unknown);
    }

    private Applied change(FieldEdits edits) {
        Set<Target> rest = new HashSet<>(edits.targets());
        List<LabelChange> changes = labels.change(edits, edits.targets());
        changes.forEach(change -> rest.remove(change.target()));
        if (rest.isEmpty()) {
            return new Applied(changes, rest, false);
        }
        Map<Target, Boolean> differs = labels.standing(edits, rest);
        rest.removeAll(differs.keySet());
        return new Applied(changes, rest, differs.containsValue(true));
    }

    private void track(List<SpelledEdit> round, List<LabelChange> changes) {
        if (!changes.isEmpty()) {
            tracking.track(
                    round,
                    changes.stream()
                            .map(change ->
                                    TrackedLabel.of(round.get(change.target().edit()), change))
                            .toList());
            uses.correct(changes.stream()
                    .flatMap(change -> correction(round.get(change.target().edit()), change).stream())
                    .toList());
        }
    }

    private static Optional<Correction> correction(SpelledEdit edit, LabelChange change) {
        return change.correctedPattern(edit.label())
                .map(pattern -> new Correction(
                        edit.tenantId(),
                        change.target().transactionId(),
                        edit.field().id(),
                        pattern));
    }

    private static List<PartResult> results(List<SpelledEdit> round, List<LabelChange> changes, Set<Target> unknown) {
        Map<Integer, Integer> updated = new HashMap<>();
        changes.forEach(change -> updated.merge(change.target().edit(), 1, Integer::sum));
        Map<Integer, List<String>> refused = unknown.stream()
                .collect(Collectors.groupingBy(
                        Target::edit, Collectors.mapping(Target::transactionId, Collectors.toList())));
        return IntStream.range(0, round.size())
                .mapToObj(edit -> PartResult.of(
                        round.get(edit).edit().operation(),
                        updated.getOrDefault(edit, 0),
                        refused.getOrDefault(edit, List.of())))
                .toList();
    }
}
