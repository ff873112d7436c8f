package io.gleaner.kit.jobs;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.JobFinished;
import io.gleaner.kit.events.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the end of a job is told. */
final class JobEnd {

    private JobEnd() {}

    static Event<JobFinished> event(Job job, String status, @Nullable String error, Instant at) {
        JobFinished finished = new JobFinished(job.jobId().toString(), job.type(), status, error);
        return Event.of(EventTypes.JOB_FINISHED, job.tenantId(), at, null, finished);
    }
}
