package io.gleaner.gateway.acceptance;

import io.gleaner.gateway.edge.Answer;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request with an {@code Idempotency-Key} turned out to be. */
sealed interface Claim {

    /** The first of its key, or the next after one that got stuck: it runs now, under this id. */
    record Ours(UUID id) implements Claim {}

    /**
     * It ran before.
     *
     * @param answer null where the gateway's own code gives the same answer again
     */
    record Settled(UUID id, Answer.@Nullable Whole answer) implements Claim {}

    /** The first one may still be at work. */
    record Running(Duration left) implements Claim {}

    /** The key belongs to another request. */
    record Reused() implements Claim {}
}
