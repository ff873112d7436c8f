package io.gleaner.contracts;

/**
 * A pattern labels nothing any more.
 *
 * @param rowVersion raised with every change of the pattern
 */
public record PatternDeleted(String patternId, long rowVersion, String field, String label) {}
