package io.gleaner.pattern.runs;

import io.gleaner.pattern.core.workflows.Detected;
import io.gleaner.pattern.core.workflows.OperationSignature;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * By how much what runs show differs from what they showed before.
 *
 * @param runs that were looked at
 * @param changed of them
 * @param gained how many more runs show an operation, by its signature
 * @param lost how many no longer do
 */
public record Differences(int runs, int changed, Map<String, Long> gained, Map<String, Long> lost) {

    public static final Differences NONE = new Differences(0, 0, Map.of(), Map.of());

    public Differences {
        gained = Map.copyOf(gained);
        lost = Map.copyOf(lost);
    }

    static Differences of(DerivedRun run, Replaced before) {
        List<OperationSignature> now =
                run.detected().stream().map(Detected::signature).toList();
        Map<String, Long> gained = once(now, before.signatures());
        Map<String, Long> lost = once(before.signatures(), now);
        return new Differences(1, gained.isEmpty() && lost.isEmpty() ? 0 : 1, gained, lost);
    }

    /** Both as one. */
    public Differences plus(Differences other) {
        return new Differences(
                runs + other.runs, changed + other.changed, sum(gained, other.gained), sum(lost, other.lost));
    }

    private static Map<String, Long> once(List<OperationSignature> these, List<OperationSignature> without) {
        Set<OperationSignature> left = new HashSet<>(these);
        without.forEach(left::remove);
        Map<String, Long> counts = new TreeMap<>();
        left.forEach(signature -> counts.put(signature.text(), 1L));
        return counts;
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sums = new TreeMap<>(one);
        other.forEach((signature, count) -> sums.merge(signature, count, Long::sum));
        return sums;
    }
}
