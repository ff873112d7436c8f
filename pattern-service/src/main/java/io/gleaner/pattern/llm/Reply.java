package io.gleaner.pattern.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer and how it was got.
 *
 * @param latency of the call
 * @param traceId of the call
 */
public record Reply(
        Answer answer, Duration latency, @Nullable String traceId) {}
