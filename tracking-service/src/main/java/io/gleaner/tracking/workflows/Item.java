package io.gleaner.tracking.workflows;

import io.gleaner.contracts.WorkflowRefused;
import io.gleaner.kit.listening.Received;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item of a request that reported runs.
 *
 * @param index which one, from 0
 * @param total how many the request has
 * @param workflowId the run that was tracked; null where the item was refused
 * @param detail why it was refused; null where it was not
 */
record Item(
        Received received,
        String jobId,
        int index,
        String userId,
        int total,
        @Nullable String workflowId,
        @Nullable String detail) {

    /** Longest reason that is kept, in characters. */
    private static final int MAX_DETAIL = 500;

    Item {
        jobId = UUID.fromString(jobId).toString();
        detail = detail == null ? null : detail.substring(0, Math.min(detail.length(), MAX_DETAIL));
    }

    /** The items that an event settles. */
    static Stream<Item> of(Received received) {
        return received.event().payload() instanceof WorkflowRefused refused
                ? refused.refused().stream()
                        .map(item -> new Item(
                                received,
                                refused.jobId(),
                                item.index(),
                                refused.userId(),
                                refused.total(),
                                null,
                                item.detail()))
                : Report.of(received).flatMap(Report::item);
    }

    String tenantId() {
        return received.event().tenantId();
    }

    Key key() {
        return new Key(tenantId(), jobId, index);
    }

    Job job() {
        return new Job(tenantId(), jobId);
    }

    /** Names an item. */
    record Key(String tenantId, String jobId, int index) {}

    /** Names the request. */
    record Job(String tenantId, String jobId) {}
}
