package io.gleaner.tracking.operations;

import io.gleaner.kit.paging.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation as clients see it; the counts are those of the parts applied so far.
 *
 * @param kind {@code import} or {@code classification}
 * @param status "processing" until every part is applied, then "completed"
 * @param refused a page of them, by id
 * @param refusedTotal how many there are
 * @param nextCursor where {@code refused} goes on; null where it does not
 */
record OperationView(
        String operationId,
        String kind,
        String status,
        long requested,
        long updated,
        long unchanged,
        List<Refusal> refused,
        long refusedTotal,
        @Nullable String nextCursor,
        int parts,
        int partsApplied,
        Instant createdAt,
        @Nullable Instant completedAt) {

    /** A transaction that the operation did not change, and why: {@code unknown}. */
    record Refusal(String transactionId, String reason) {}

    OperationView withRefused(Page<Refusal> page) {
        return new OperationView(
                operationId,
                kind,
                status,
                requested,
                updated,
                unchanged,
                page.items(),
                refusedTotal,
                page.nextCursor(),
                parts,
                partsApplied,
                createdAt,
                completedAt);
    }
}
