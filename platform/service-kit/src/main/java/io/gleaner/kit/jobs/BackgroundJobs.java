package io.gleaner.kit.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.gleaner.kit.events.Ids;
import java.time.Clock;
import java.util.UUID;

/** Hands work to the background. */
public final class BackgroundJobs {

    private final JobStore store;
    private final SchedulerClient scheduler;
    private final OneTimeTask<Void> task;
    private final Clock clock;

    BackgroundJobs(JobStore store, SchedulerClient scheduler, OneTimeTask<Void> task, Clock clock) {
        this.store = store;
        this.scheduler = scheduler;
        this.task = task;
        this.clock = clock;
    }

    /**
     * Submits a job; inside a transaction, it exists if and only if that commits.
     *
     * @param input JSON object
     * @param priority higher runs first
     * @return the job's id
     */
    public UUID submit(JobType type, String tenantId, String userId, String input, int priority) {
        UUID jobId = Ids.next();
        store.insert(
                new Job(jobId, tenantId, userId, type.name(), input, null, 0, type.maxRetries()),
                type.unit(),
                priority);
        scheduler.scheduleIfNotExists(
                task.instanceBuilder(jobId.toString()).priority(priority).scheduledTo(clock.instant()));
        return jobId;
    }

    /**
     * Submits a job unless one of this type is queued or running for the tenant; works in the caller's transaction.
     *
     * @return the job's id, or that of the one that has not ended yet
     */
    public UUID submitAlone(JobType type, String tenantId, String userId, String input, int priority) {
        return store.lockUnended(type.name(), tenantId)
                .orElseGet(() -> submit(type, tenantId, userId, input, priority));
    }

    /** Cancels the job at its next checkpoint; says whether it had not ended yet. */
    public boolean cancel(UUID jobId) {
        return store.end(jobId, "cancelled", null);
    }
}
