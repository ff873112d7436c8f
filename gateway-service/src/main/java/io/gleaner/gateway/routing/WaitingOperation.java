package io.gleaner.gateway.routing;

import io.gleaner.gateway.acceptance.AcceptedOperation;
import io.gleaner.kit.events.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation that its owner has not seen yet, in the shape that the owner will give it.
 *
 * @param refused nothing yet
 * @param nextCursor null: there is nothing more of {@code refused}
 * @param parts null: that is the owner's to say
 * @param completedAt null: it is not completed
 * @param undoneAt null: nothing was done that could be undone
 */
record WaitingOperation(
        UUID operationId,
        String kind,
        String status,
        int requested,
        int updated,
        int unchanged,
        List<String> refused,
        int refusedTotal,
        @Nullable String nextCursor,
        @Nullable Integer parts,
        int partsApplied,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable Instant undoneAt,
        boolean undoable,
        List<Received> timeline,
        boolean timelineComplete) {

    private static final Map<String, String> KINDS = Map.of(
            "importTransactions",
            "import",
            "labelTransaction",
            "classification",
            "labelTransactions",
            "classification",
            "applyPattern",
            "application",
            "undoOperation",
            "undo");

    WaitingOperation {
        refused = List.copyOf(refused);
        timeline = List.copyOf(timeline);
    }

    /** The only step of an operation that waits. */
    record Received(String step, Instant at) {}

    /** Empty where what was accepted is no operation on transactions. */
    static Optional<WaitingOperation> of(AcceptedOperation accepted) {
        Instant createdAt = Ids.timeOf(accepted.id());
        return Optional.ofNullable(KINDS.get(accepted.operation()))
                .map(kind -> new WaitingOperation(
                        accepted.id(),
                        kind,
                        "accepted",
                        accepted.requested(),
                        0,
                        0,
                        List.of(),
                        0,
                        null,
                        null,
                        0,
                        createdAt,
                        null,
                        null,
                        false,
                        List.of(new Received("received", createdAt)),
                        true));
    }
}
