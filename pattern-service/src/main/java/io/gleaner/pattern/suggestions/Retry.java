package io.gleaner.pattern.suggestions;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When candidates may be asked about again after a request that brought nothing.
 *
 * @param least at the earliest; zero where the permit alone decides
 * @param pause what a second failure waits, and every further one twice as long, up to 15-fold; null if this was no
 *     failure and counts as none
 * @param waitingFor what it waits for beyond its permit, such as {@code provider}
 */
public record Retry(Duration least, @Nullable Duration pause, String waitingFor) {}
