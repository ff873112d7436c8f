package io.gleaner.pattern.llm;

import java.util.UUID;

/**
 * A question that may be asked, once.
 *
 * @param contentKey SHA-256 of all that the answer depends on
 * @param answered whether the answer lies in the store already: it must not be asked again
 * @param claimedAt {@link System#nanoTime} before the permit was claimed: its call ends a timeout after that
 */
public record Ticket(UUID requestId, Draft draft, String contentKey, boolean answered, long claimedAt) {}
