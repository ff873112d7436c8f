package io.gleaner.pattern.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a suggestion is on its way, and where it may go from there. */
public enum Status {
    /** Waits for its turn to be validated. */
    WAITING,
    /** Part of a request to the model. */
    VALIDATING,
    /** A person has to look at it. */
    PENDING_REVIEW,
    /** Became a pattern. */
    APPROVED,
    /** Refused by a person or the model. */
    REJECTED,
    /** The labels disagree; no pattern comes of it unless they agree later. */
    CONFLICT;

    private static final Set<Status> CLOSED = Set.of(APPROVED, REJECTED);

    /** Whether it can still change; a signature has at most one open suggestion. */
    public boolean open() {
        return !CLOSED.contains(this);
    }

    /**
     * Whether this step is legal. A suggestion without a label (a conflict) can't become a pattern, and a rejected one has
     * to be reviewed again first.
     */
    public boolean mayBecome(Status next) {
        return switch (this) {
            case WAITING -> next != WAITING;
            case VALIDATING -> next != VALIDATING;
            case PENDING_REVIEW -> next == APPROVED || next == REJECTED;
            case CONFLICT -> next == WAITING || next == REJECTED;
            case REJECTED -> next == PENDING_REVIEW || next == CONFLICT;
            case APPROVED -> false;
        };
    }

    /**
     * What an open suggestion is after its signature was counted again; empty if too little is left of it and it is
     * withdrawn. A suggestion that waits follows the counts. One that the model or a person is looking at keeps its
     * question, and a withdrawal waits for the model's answer.
     */
    public Optional<Status> recounted(Decision decision) {
        return switch (this) {
            case WAITING, CONFLICT -> raisedBy(decision);
            case PENDING_REVIEW -> decision instanceof Decision.TooFew ? Optional.empty() : Optional.of(this);
            case VALIDATING, APPROVED, REJECTED -> Optional.of(this);
        };
    }

    /** The status of a new suggestion that this decision raises, if it raises one. */
    public static Optional<Status> raisedBy(Decision decision) {
        return switch (decision) {
            case Decision.Candidate _ -> Optional.of(WAITING);
            case Decision.Conflict _ -> Optional.of(CONFLICT);
            case Decision.TooFew _, Decision.Doubtful _, Decision.Known _ -> Optional.empty();
        };
    }

    /** As clients and tables write it, such as {@code pending_review}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status that is written so, if there is one. */
    public static Optional<Status> ofText(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }
}
