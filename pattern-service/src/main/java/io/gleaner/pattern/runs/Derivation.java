package io.gleaner.pattern.runs;

import io.gleaner.pattern.core.workflows.Detector;
import io.gleaner.pattern.operations.OccurrenceChanges;
import io.gleaner.pattern.operations.OccurrenceKey;
import io.gleaner.pattern.operations.Operations;
import io.gleaner.pattern.triggers.Detectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Derives what runs show: new minus own copy. The same runs again, in any portion and order, change nothing. Works in the
 * caller's transaction.
 */
public final class Derivation {

    private final Detectors detectors;
    private final RunStore store;
    private final Operations operations;

    Derivation(Detectors detectors, RunStore store, Operations operations) {
        this.detectors = detectors;
        this.store = store;
        this.operations = operations;
    }

    /**
     * Takes runs in.
     *
     * @return how many were newer than the own copies
     */
    int take(List<TrackedRun> runs) {
        return derive(runs, false).runs();
    }

    /** Derives anew, too, what is known already. */
    public Differences takeAgain(List<TrackedRun> runs) {
        return derive(runs, true);
    }

    /** What {@link #takeAgain} would change. */
    public Differences compare(List<TrackedRun> runs) {
        Map<TrackedRun.Key, DerivedRun> derived = derived(runs);
        Map<TrackedRun.Key, Replaced> known = new HashMap<>();
        store.find(derived.keySet()).forEach(run -> known.put(run.run(), run));
        return derived.entrySet().stream()
                .map(run -> Differences.of(
                        run.getValue(), known.getOrDefault(run.getKey(), Replaced.nothing(run.getKey()))))
                .reduce(Differences.NONE, Differences::plus);
    }

    private Differences derive(List<TrackedRun> runs, boolean again) {
        if (runs.isEmpty()) {
            return Differences.NONE;
        }
        Map<TrackedRun.Key, DerivedRun> derived = derived(runs);
        List<Replaced> kept = store.keep(List.copyOf(derived.values()), again);
        operations.take(changes(derived, kept));
        return kept.stream()
                .map(before -> Differences.of(Objects.requireNonNull(derived.get(before.run())), before))
                .reduce(Differences.NONE, Differences::plus);
    }

    /** The newest version of each run, in the order of their keys. */
    private Map<TrackedRun.Key, DerivedRun> derived(List<TrackedRun> runs) {
        Map<TrackedRun.Key, TrackedRun> newest = runs.stream()
                .collect(Collectors.toMap(TrackedRun::key, Function.identity(), TrackedRun::newer, TreeMap::new));
        Map<String, Detector> known =
                detectors.of(newest.values().stream().map(TrackedRun::tenantId).collect(Collectors.toSet()));
        Map<TrackedRun.Key, DerivedRun> derived = new TreeMap<>();
        newest.forEach((key, run) ->
                derived.put(key, DerivedRun.of(run, Objects.requireNonNull(known.get(key.tenantId())))));
        return derived;
    }

    private static OccurrenceChanges changes(Map<TrackedRun.Key, DerivedRun> derived, List<Replaced> kept) {
        List<DerivedRun> runs = new ArrayList<>(kept.size());
        List<OccurrenceKey> gone = new ArrayList<>();
        List<OccurrenceKey> goneToolRuns = new ArrayList<>();
        for (Replaced before : kept) {
            DerivedRun run = Objects.requireNonNull(derived.get(before.run()));
            runs.add(run);
            before.goneExcept(run.shown()).forEach(gone::add);
            before.goneToolRunExcept(run.activeToolSignature()).forEach(goneToolRuns::add);
        }
        return new OccurrenceChanges(
                runs.stream().flatMap(DerivedRun::occurrences).toList(),
                gone,
                runs.stream().flatMap(DerivedRun::toolRun).toList(),
                goneToolRuns);
    }
}
