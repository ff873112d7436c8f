package io.gleaner.pattern.operations;

import io.gleaner.pattern.core.workflows.CandidateRule;
import io.gleaner.pattern.core.workflows.OperationSignature;
import io.gleaner.pattern.core.workflows.OperationStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the numbers of operations true to their occurrences: new minus own copy, in the caller's transaction. Occurrences
 * are written first and patterns last, each in the order of their keys, so that two workers wait for each other instead
 * of deadlocking.
 */
public final class Operations {

    private final OccurrenceStore occurrences;
    private final ToolRunStore toolRuns;
    private final StatisticsStore statistics;
    private final CandidateRule rule;

    Operations(OccurrenceStore occurrences, ToolRunStore toolRuns, StatisticsStore statistics, CandidateRule rule) {
        this.occurrences = occurrences;
        this.toolRuns = toolRuns;
        this.statistics = statistics;
        this.rule = rule;
    }

    /** Writes what runs show, and counts it. */
    public void take(OccurrenceChanges changes) {
        List<Delta> deltas = new ArrayList<>(occurrences.change(changes.shown(), changes.gone()));
        deltas.addAll(toolRuns.change(changes.toolRuns(), changes.goneToolRuns()));
        statistics.addMissing(signatures(changes));
        count(deltas);
    }

    /** Removes what is an occurrence of nothing: its run or its pattern is not there, or the run does not show it. */
    public void sweep(String tenantId) {
        occurrences.sweep(tenantId);
        toolRuns.sweep(tenantId);
    }

    /**
     * Counts all of a tenant's occurrences anew. Whoever writes occurrences meanwhile counts them when this is done: they
     * wait for the patterns.
     */
    public void recount(String tenantId) {
        List<CountedPattern> known = statistics.lockAll(tenantId);
        List<Delta> sums = new ArrayList<>(occurrences.sums(tenantId));
        sums.addAll(toolRuns.sums(tenantId));
        Map<PatternKey, OperationStatistics> counted = byPattern(sums);
        statistics.update(known.stream()
                .map(pattern -> pattern.with(counted.getOrDefault(pattern.key(), OperationStatistics.NONE), rule))
                .toList());
        statistics.removeForgotten(known.stream().map(CountedPattern::key).toList());
    }

    /**
     * Takes what is older than 30 days out of the savings.
     *
     * @return whether there may be more
     */
    boolean ageSome(int most) {
        OccurrenceStore.Aged aged = occurrences.age(most);
        count(aged.deltas());
        return aged.occurrences() == most;
    }

    private void count(List<Delta> deltas) {
        Map<PatternKey, OperationStatistics> changes = byPattern(deltas);
        if (changes.isEmpty()) {
            return;
        }
        List<CountedPattern> counted = statistics.lock(changes.keySet()).stream()
                .map(pattern -> pattern.plus(changes.getOrDefault(pattern.key(), OperationStatistics.NONE), rule))
                .toList();
        statistics.update(counted);
        statistics.removeForgotten(changes.keySet());
    }

    private static Map<PatternKey, OperationStatistics> byPattern(List<Delta> deltas) {
        return deltas.stream()
                .collect(Collectors.toMap(Delta::pattern, Delta::statistics, OperationStatistics::plus, HashMap::new));
    }

    private static Map<PatternKey, OperationSignature> signatures(OccurrenceChanges changes) {
        return Stream.of(
                        changes.shown().stream().map(Occurrence::key),
                        changes.toolRuns().stream().map(ToolRun::key))
                .flatMap(Function.identity())
                .collect(Collectors.toMap(
                        key -> new PatternKey(key.tenantId(), key.patternId()),
                        OccurrenceKey::signature,
                        (first, second) -> first));
    }
}
