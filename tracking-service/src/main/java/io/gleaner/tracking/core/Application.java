package io.gleaner.tracking.core;

import org.jspecify.annotations.Nullable;

/**
 * A pattern on its way over transactions that are there already. It labels what an import would label by it: where it is
 * the best of all active patterns, and no user or import has spoken.
 *
 * @param patterns the tenant's active ones and this one
 */
public record Application(Pattern pattern, Patterns patterns) {

    /** Of one pattern among the active ones. */
    public static Application of(Pattern pattern, Patterns active) {
        return new Application(pattern, active.with(pattern));
    }

    /** What becomes of a transaction. */
    public enum Effect {
        /** Gets the label. */
        LABELLED,
        /** A user set or cleared its label: it stays. */
        LOCKED,
        /** Has another label, of an import or of a pattern that wins: it stays. */
        OTHER_LABEL,
        /** None of its business, or as it should be already. */
        NONE
    }

    /**
     * A field of a transaction as it is.
     *
     * @param setBy {@code user}, {@code import}, {@code pattern}, or null
     */
    public record Standing(
            @Nullable String value,
            @Nullable String setBy,
            @Nullable String setById) {}

    /** What becomes of a transaction with these facts, whose field stands so. */
    public Effect on(Facts facts, Standing standing) {
        if (!pattern.covers(facts)) {
            return Effect.NONE;
        }
        if ("user".equals(standing.setBy())) {
            return Effect.LOCKED;
        }
        boolean wins =
                patterns.best(pattern.field(), facts).filter(pattern::equals).isPresent();
        boolean same = pattern.label().equals(standing.value());
        if ("import".equals(standing.setBy()) || !wins) {
            return same || standing.value() == null ? Effect.NONE : Effect.OTHER_LABEL;
        }
        return same && pattern.id().equals(standing.setById()) ? Effect.NONE : Effect.LABELLED;
    }
}
