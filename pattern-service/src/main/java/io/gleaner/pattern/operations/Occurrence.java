package io.gleaner.pattern.operations;

import io.gleaner.pattern.core.workflows.Characteristics;
import io.gleaner.pattern.core.workflows.Layer;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that shows an operation, with what it counts for there.
 *
 * @param detectedAt when the run was first heard of
 * @param happenedAt when it started, as far as that is known
 * @param tokens null where they are not known, or counted for another operation of the run
 * @param cost null likewise
 * @param duration in seconds; null where it is not known
 */
public record Occurrence(
        OccurrenceKey key,
        Instant detectedAt,
        Instant happenedAt,
        @Nullable Long tokens,
        @Nullable BigDecimal cost,
        @Nullable BigDecimal duration,
        int errors,
        int retries,
        Layer layer,
        Characteristics characteristics) {}
