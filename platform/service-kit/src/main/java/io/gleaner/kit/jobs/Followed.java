package io.gleaner.kit.jobs;

/**
 * What came in of a job.
 *
 * @param version the higher, the newer
 * @param done of its total
 */
public record Followed(Job job, long version, long done, long total) {}
