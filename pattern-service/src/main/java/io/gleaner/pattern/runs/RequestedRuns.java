package io.gleaner.pattern.runs;

import io.gleaner.contracts.WorkflowReported;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.jobs.Followed;
import io.gleaner.kit.jobs.Job;
import java.util.UUID;
import java.util.stream.Stream;

/** How far a tenant's request with runs is. */
record RequestedRuns(String tenantId, WorkflowReported report) {

    private static final String TYPE = "workflow-intake";

    static Stream<RequestedRuns> of(Event<?> event) {
        return event.payload() instanceof WorkflowReported report
                ? Stream.of(new RequestedRuns(event.tenantId(), report))
                : Stream.empty();
    }

    Job job() {
        return new Job(UUID.fromString(report.jobId()), tenantId, report.userId(), TYPE, "{}", null, 1, 0);
    }

    /** How far its job is. */
    Followed followed() {
        return new Followed(job(), report.rowVersion(), settled(), report.total());
    }

    boolean isSettled() {
        return settled() == report.total();
    }

    private int settled() {
        return report.workflowIds().size() + report.refused().size();
    }
}
