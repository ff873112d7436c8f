package io.gleaner.tracking.labels;

import io.gleaner.tracking.labels.GivenLabel.Identity;
import java.util.Map;

/** How the tenants write the labels that were looked up. */
public final class Spellings {

    private final Map<Identity, String> spellings;

    Spellings(Map<Identity, String> spellings) {
        this.spellings = Map.copyOf(spellings);
    }

    /** The tenant's own spelling of the label. */
    public String of(GivenLabel label) {
        String known = spellings.get(label.identity());
        if (known == null) {
            throw new IllegalArgumentException("label was not looked up: field=" + label.field());
        }
        return known;
    }
}
