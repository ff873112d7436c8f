package io.gleaner.tracking.labels;

import io.gleaner.tracking.labels.GivenLabel.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How the tenants write the labels that were looked up. */
public final class Spellings {

    private final Map<Identity, String> spellings;
    private final List<GivenLabel> added;

    /**
     * Spellings.
     *
     * @param added those that are known by this transaction only
     */
    Spellings(Map<Identity, String> spellings, List<GivenLabel> added) {
        this.spellings = Map.copyOf(spellings);
        this.added = List.copyOf(added);
    }

    /** The tenant's own spelling of the label. */
    public String of(GivenLabel label) {
        String known = spellings.get(label.identity());
        if (known == null) {
            throw new IllegalArgumentException("label was not looked up: field=" + label.field());
        }
        return known;
    }

    /** What was added and is not among these. */
    List<GivenLabel> addedWithout(Collection<GivenLabel> these) {
        Set<Identity> identities = these.stream().map(GivenLabel::identity).collect(Collectors.toUnmodifiableSet());
        return added.stream()
                .filter(label -> !identities.contains(label.identity()))
                .toList();
    }
}
