package io.gleaner.kit.listening;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of a batch: every event of it is in exactly one of the three.
 *
 * @param applied had an effect, now committed
 * @param duplicates were known already, or older than what is known
 * @param refusals are valid by their schema, but cannot be: they go to the dead letters
 */
public record Outcome(int applied, int duplicates, List<Refusal> refusals) {

    public Outcome {
        refusals = List.copyOf(refusals);
    }

    /** An event that cannot be, and why: got, expected, where. */
    public record Refusal(Received received, String reason) {}

    /** Whether it says of each of these events, and of no others, what became of it. */
    boolean accountsFor(List<Received> events) {
        Set<Received> refused = new HashSet<>();
        refusals.forEach(refusal -> refused.add(refusal.received()));
        return applied >= 0
                && duplicates >= 0
                && refused.size() == refusals.size()
                && applied + duplicates + refused.size() == events.size();
    }

    public static Outcome of(int applied, int duplicates) {
        return new Outcome(applied, duplicates, List.of());
    }
}
