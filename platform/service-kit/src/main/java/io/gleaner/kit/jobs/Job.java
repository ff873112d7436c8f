package io.gleaner.kit.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as its worker finds it.
 *
 * @param input JSON object it was submitted with
 * @param checkpoint JSON object of its last checkpoint; null on the first run
 * @param attempt 1 for the first
 */
public record Job(
        UUID jobId,
        String tenantId,
        String userId,
        String type,
        String input,
        @Nullable String checkpoint,
        int attempt,
        int maxRetries) {}
