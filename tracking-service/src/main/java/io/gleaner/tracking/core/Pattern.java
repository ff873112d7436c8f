package io.gleaner.tracking.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A rule that gives transactions a label.
 *
 * @param tokens words that a key must contain in this order; others may stand between
 */
public record Pattern(
        String id,
        Field field,
        String label,
        List<String> tokens,
        Conditions conditions,
        int priority,
        Instant createdAt) {

    /** Why one pattern wins over another. */
    public enum Edge {
        PRIORITY,
        SPECIFICITY,
        AGE
    }

    private static final Comparator<Pattern> BY_PRIORITY =
            Comparator.comparingInt(Pattern::priority).reversed();
    private static final Comparator<Pattern> BY_SPECIFICITY = Comparator.<Pattern>comparingInt(
                    pattern -> pattern.tokens().size())
            .thenComparingInt(pattern -> pattern.conditions().count())
            .reversed();

    /** The winner first: priority, then specificity (words, then conditions), then age. */
    public static final Comparator<Pattern> BEST_FIRST = BY_PRIORITY
            .thenComparing(BY_SPECIFICITY)
            .thenComparing(Pattern::createdAt)
            .thenComparing(Pattern::id);

    public Pattern {
        tokens = List.copyOf(tokens);
    }

    /** Whether it would label this transaction, were it alone. */
    public boolean covers(Facts facts) {
        return conditions.hold(facts) && Matcher.inOrder(tokens, facts.words());
    }

    /** What makes it win over a pattern that comes behind it. */
    public Edge edgeOver(Pattern loser) {
        if (BY_PRIORITY.compare(this, loser) != 0) {
            return Edge.PRIORITY;
        }
        return BY_SPECIFICITY.compare(this, loser) != 0 ? Edge.SPECIFICITY : Edge.AGE;
    }
}
