package io.gleaner.tracking.operations;

import io.gleaner.kit.paging.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation as clients see it; the counts are those of the parts applied so far.
 *
 * @param kind {@code import}, {@code classification}, {@code application} or {@code undo}
 * @param status "processing" until every part is applied, then "completed"; "failed" once a part was refused as a whole,
 *     "undone" once it was taken back
 * @param reason why it failed: got, expected, where
 * @param refused a page of them, by id
 * @param refusedTotal how many there are
 * @param undoneAt when it was taken back
 * @param undoable whether it can be taken back now
 * @param timeline what has happened so far, oldest first
 * @param nextCursor where {@code refused} goes on; null where it does not
 */
record OperationView(
        String operationId,
        String kind,
        String status,
        @Nullable String reason,
        long requested,
        long updated,
        long unchanged,
        List<Refusal> refused,
        long refusedTotal,
        @Nullable String nextCursor,
        int parts,
        int partsApplied,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable Instant undoneAt,
        boolean undoable,
        List<Step> timeline) {

    /**
     * Something that happened to an operation.
     *
     * @param step {@code received}, {@code tracked} or {@code undone}
     */
    record Step(String step, Instant at) {}

    /** A transaction that the operation did not change, and why: {@code unknown}. */
    record Refusal(String transactionId, String reason) {}

    OperationView withRefused(Page<Refusal> page) {
        return new OperationView(
                operationId,
                kind,
                status,
                reason,
                requested,
                updated,
                unchanged,
                page.items(),
                refusedTotal,
                page.nextCursor(),
                parts,
                partsApplied,
                createdAt,
                completedAt,
                undoneAt,
                undoable,
                timeline);
    }
}
