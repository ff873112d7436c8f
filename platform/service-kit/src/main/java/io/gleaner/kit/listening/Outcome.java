package io.gleaner.kit.listening;

import java.util.List;

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

    public static Outcome of(int applied, int duplicates) {
        return new Outcome(applied, duplicates, List.of());
    }
}
