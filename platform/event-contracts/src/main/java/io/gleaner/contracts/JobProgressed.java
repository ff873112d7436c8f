package io.gleaner.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A background job went on.
 *
 * @param total null while it is not known
 * @param unit what is counted, such as {@code rows}
 */
public record JobProgressed(
        String jobId, String type, long done, @Nullable Long total, String unit) {}
