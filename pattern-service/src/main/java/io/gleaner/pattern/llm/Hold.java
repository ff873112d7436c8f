package io.gleaner.pattern.llm;

import java.time.Duration;

/**
 * The provider is left alone.
 *
 * @param waitingFor {@code breaker} because its calls failed, {@code provider} because it asked for it
 */
public record Hold(Duration time, String waitingFor) {}
