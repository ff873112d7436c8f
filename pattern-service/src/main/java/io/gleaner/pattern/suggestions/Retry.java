package io.gleaner.pattern.suggestions;

import java.time.Duration;

/**
 * When candidates of a failed request may be asked about again.
 *
 * @param least at the earliest; zero where the permit alone decides
 * @param pause what a second failure waits, and every further one twice as long, up to 15-fold
 * @param waitingFor what it waits for beyond its permit, such as {@code provider}
 */
public record Retry(Duration least, Duration pause, String waitingFor) {}
