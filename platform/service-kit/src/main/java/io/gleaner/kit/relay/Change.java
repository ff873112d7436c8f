package io.gleaner.kit.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a record from the engine means to a relay. */
sealed interface Change {

    /**
     * A row of a relayed table.
     *
     * @param committedAt null for a row that a snapshot read
     */
    record OfRow(Row row, @Nullable Instant committedAt) implements Change {}

    /** A heartbeat of this relay went through the log: everything committed before it has gone before. */
    record OfHeartbeat(long mark, Instant committedAt) implements Change {}

    /** Nothing to tell: another relay's heartbeat, a deleted row, the engine's own bookkeeping. */
    record OfNothing() implements Change {}
}
