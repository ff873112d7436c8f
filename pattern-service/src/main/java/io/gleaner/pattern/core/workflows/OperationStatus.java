package io.gleaner.pattern.core.workflows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where an operation is on its way from a habit to a tool. The first two follow from its numbers, the others a person says. */
public enum OperationStatus {
    DETECTED,
    /** Worth a look. */
    CANDIDATE,
    /** A tool shall be made. */
    APPROVED,
    /** The tool is there. */
    IMPLEMENTED,
    /** The tool does the work. */
    ACTIVE,
    /** No tool, or no longer. */
    DEPRECATED;

    /** Whether a person said so. */
    public boolean isDecided() {
        return compareTo(CANDIDATE) > 0;
    }

    /** Where a person may send it from here; to {@link #DETECTED}, and its numbers decide again. */
    public Set<OperationStatus> next() {
        return switch (this) {
            case DETECTED, CANDIDATE -> Set.of(APPROVED, DEPRECATED);
            case APPROVED -> Set.of(IMPLEMENTED, DEPRECATED, DETECTED);
            case IMPLEMENTED -> Set.of(ACTIVE, DEPRECATED, DETECTED);
            case ACTIVE -> Set.of(DEPRECATED);
            case DEPRECATED -> Set.of(DETECTED);
        };
    }

    /** As clients and tables write it, such as {@code candidate}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that is written so, if there is one. */
    public static Optional<OperationStatus> ofText(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }
}
