package io.gleaner.tracking.workflows;

import io.gleaner.contracts.WorkflowCompleted;
import io.gleaner.kit.listening.Received;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run that was reported, and the event that said so. */
record Report(Received received, WorkflowCompleted run) {

    /** What an event reports; none where it tells of refused runs. */
    static Stream<Report> of(Received received) {
        return received.event().payload() instanceof WorkflowCompleted run
                ? Stream.of(new Report(received, run))
                : Stream.empty();
    }

    /** Why it cannot be: it says in part only which item of a request it is. */
    Optional<String> fault() {
        boolean none = run.jobId() == null && run.index() == null && run.total() == null;
        Integer index = run.index();
        Integer total = run.total();
        if (none || (run.jobId() != null && index != null && total != null && index < total)) {
            return Optional.empty();
        }
        return Optional.of("job_id, index, total: got %s, %s, %s, expected all of them or none, and index below total"
                .formatted(run.jobId(), index, total));
    }

    String tenantId() {
        return received.event().tenantId();
    }

    String workflowId() {
        return run.workflowId();
    }

    String source() {
        return received.source().toString();
    }

    String eventId() {
        return received.event().id();
    }

    EventKey key() {
        return new EventKey(tenantId(), source(), eventId());
    }

    /** The item of a request that this settles, if somebody asks after it. */
    Stream<Item> item() {
        return fault().isPresent() ? Stream.empty() : item(run.workflowId(), null);
    }

    /** The item, where it settles nothing. */
    Stream<Item> refusedItem(String reason) {
        return fault().isPresent() ? Stream.empty() : item(null, reason);
    }

    private Stream<Item> item(@Nullable String workflowId, @Nullable String detail) {
        String job = run.jobId();
        Integer index = run.index();
        Integer total = run.total();
        if (job == null || index == null || total == null) {
            return Stream.empty();
        }
        String user = run.userId() == null ? source() : run.userId();
        return Stream.of(new Item(received, job, index, user, total, workflowId, detail));
    }
}
