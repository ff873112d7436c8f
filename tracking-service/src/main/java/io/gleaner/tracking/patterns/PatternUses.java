package io.gleaner.tracking.patterns;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how the labels that patterns set have fared. Works in the caller's transaction. */
public final class PatternUses {

    private final PatternUseStore store;

    PatternUses(PatternUseStore store) {
        this.store = store;
    }

    /** Which pattern of which tenant. */
    public record PatternKey(String tenantId, String patternId) {}

    /**
     * A change of a pattern's counts.
     *
     * @param hits more labels that stand, or fewer
     * @param corrected more of them corrected, or fewer
     */
    public record Change(PatternKey pattern, int hits, int corrected) {

        /** It set a label. */
        public static Change hit(String tenantId, String patternId) {
            return new Change(new PatternKey(tenantId, patternId), 1, 0);
        }

        private Change plus(Change more) {
            return new Change(pattern, hits + more.hits, corrected + more.corrected);
        }
    }

    /** Writes the changes down, all of one pattern together; the labels themselves are written already. */
    public void count(Collection<Change> changes) {
        Map<PatternKey, Change> perPattern = new LinkedHashMap<>();
        changes.forEach(change -> perPattern.merge(change.pattern(), change, Change::plus));
        if (!perPattern.isEmpty()) {
            // in one order everywhere, so that transactions on the same patterns wait and do not deadlock
            List<Change> inOrder = perPattern.values().stream()
                    .sorted(Comparator.comparing(
                                    (Change change) -> change.pattern().tenantId())
                            .thenComparing(change -> change.pattern().patternId()))
                    .toList();
            store.count(inOrder);
        }
    }

    /** The last labels of these patterns on these transactions are corrected by a user, who set them this moment. */
    public void correct(List<Correction> corrections) {
        if (!corrections.isEmpty()) {
            count(store.correct(corrections));
        }
    }

    /** What corrected these labels was undone: they stand again. */
    public void reinstate(List<Correction> corrections) {
        if (!corrections.isEmpty()) {
            count(store.reinstate(corrections));
        }
    }

    /** A pattern's label that a user replaced or cleared. */
    public record Correction(String tenantId, String transactionId, String field, String patternId) {}
}
