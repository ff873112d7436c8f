package io.gleaner.contracts;

/**
 * How the labels that a pattern set have fared so far.
 *
 * @param rowVersion raised with every change of these counts
 * @param hits labels that it set; those that were taken back do not count
 * @param corrected how many of them users replaced or cleared
 * @param recent how many of the last ones are judged, 20 at most
 * @param recentRight how many of these no user corrected
 */
public record PatternUsed(String patternId, long rowVersion, long hits, long corrected, int recent, int recentRight) {}
