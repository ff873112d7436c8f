package io.gleaner.pattern.operations;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run in which a tool did the operation. */
public record ToolRun(
        OccurrenceKey key,
        Instant happenedAt,
        @Nullable Long tokens,
        @Nullable BigDecimal cost) {}
