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

    /** Cancels the job at its next checkpoint; says whether it had not ended yet. */
    public boolean cancel(UUID jobId) {
        return store.end(jobId, "cancelled", null);
    }
}
