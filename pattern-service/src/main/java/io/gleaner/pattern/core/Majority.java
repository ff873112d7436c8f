package io.gleaner.pattern.core;

/**
 * The label that most transactions of a signature carry, which is what its next transaction is expected to carry.
 *
 * @param occurrences distinct transactions, whatever their label; at least 1
 * @param carrying how many of them carry the label; at least 1
 */
public record Majority(String label, long occurrences, long carrying) {

    /** Of a tally that counts something. */
    public static Majority of(Tally tally) {
        LabelCount first = tally.labels().getFirst();
        return new Majority(first.label(), tally.occurrences(), first.transactions());
    }

    public Shape shape() {
        return Shape.of(occurrences, misses());
    }

    /**
     * How it fared with the transactions that came since. Those that are first of all judge nothing, however many come at
     * once: nothing was expected of them.
     */
    public TrackRecord judgedBy(Tally now) {
        long carryingNow = now.carrying(label);
        return new TrackRecord(
                Math.max(0, carryingNow - carrying), Math.max(0, now.occurrences() - carryingNow - misses()));
    }

    private long misses() {
        return occurrences - carrying;
    }
}
