package io.gleaner.tracking.labels;

import io.gleaner.tracking.labels.GivenLabel.Identity;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The labels that each tenant knows. Works in the caller's transaction. */
public final class KnownLabels {

    /** In one order everywhere, so that two transactions that add the same labels never wait for each other crosswise. */
    private static final Comparator<GivenLabel> ORDER = Comparator.comparing(GivenLabel::tenantId)
            .thenComparing(GivenLabel::field)
            .thenComparing(given -> given.label().folded());

    private final LabelStore store;

    KnownLabels(LabelStore store) {
        this.store = store;
    }

    /**
     * The spellings of these labels; a label the tenant did not know is known from now on, as it was first given. They are
     * added before anything is set, so that two transactions never spell one new label in two ways; those that are not set
     * after all are {@link #forget forgotten} before the commit.
     */
    public Spellings learn(Collection<GivenLabel> given) {
        Map<Identity, GivenLabel> first = new LinkedHashMap<>();
        given.forEach(label -> first.putIfAbsent(label.identity(), label));
        Map<Identity, String> known = store.spellings(first.values());
        List<GivenLabel> missing = first.values().stream()
                .filter(label -> !known.containsKey(label.identity()))
                .sorted(ORDER)
                .toList();
        List<GivenLabel> added = missing.isEmpty() ? missing : store.add(missing);
        known.putAll(store.spellings(missing));
        return new Spellings(known, added);
    }

    /** Takes back what was added for labels that were not set after all. */
    public void forget(Spellings learned, Collection<GivenLabel> set) {
        List<GivenLabel> unset = learned.addedWithout(set);
        if (!unset.isEmpty()) {
            store.remove(unset);
        }
    }
}
