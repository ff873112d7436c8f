package io.gleaner.pattern.core;

/** How often a label that was expected turned out right, and how often wrong. */
public record TrackRecord(long right, long wrong) {

    /** Nothing was judged yet. */
    public static final TrackRecord NONE = new TrackRecord(0, 0);

    /** Both records as one. */
    public TrackRecord plus(TrackRecord other) {
        return new TrackRecord(right + other.right, wrong + other.wrong);
    }

    /** How many were judged. */
    public long judged() {
        return right + wrong;
    }

    /**
     * The share that will be right, 0 to 1: additive smoothing, which is the mean of a beta distribution that starts as
     * {@code beta(weight · prior, weight · (1 − prior))} and has seen this record:
     * {@code (right + weight · prior) / (right + wrong + weight)}.
     *
     * @param prior what one would expect without a record, 0 to 1
     * @param weight how many judged ones the prior is worth
     */
    double expected(double prior, double weight) {
        return (right + weight * prior) / (judged() + weight);
    }
}
