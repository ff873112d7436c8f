package io.gleaner.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A background job ended.
 *
 * @param status {@code completed}, {@code failed} or {@code cancelled}
 */
public record JobFinished(
        String jobId, String type, String status, @Nullable String error) {}
