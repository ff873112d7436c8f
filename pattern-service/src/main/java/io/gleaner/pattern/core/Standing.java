package io.gleaner.pattern.core;

/** What was decided about a signature before it was counted again. */
public sealed interface Standing {

    /** Nothing yet. */
    record Fresh() implements Standing {}

    /** A suggestion is open: at most one per signature. */
    record Open(Status status) implements Standing {}

    /**
     * The last suggestion was rejected.
     *
     * @param occurrences what it had then
     */
    record Rejected(long occurrences) implements Standing {}

    /**
     * A pattern came out of it.
     *
     * @param label the pattern's
     * @param otherwise what would hold without the pattern
     */
    record Covered(PatternStatus status, String label, Standing otherwise) implements Standing {}
}
