package io.gleaner.kit.jobs;

import io.gleaner.kit.outbox.Outbox;
import java.time.Clock;

/**
 * Jobs whose work comes in by events: nobody runs them here, but this service says how far they are, and ends them. Works
 * in the caller's transaction.
 */
public final class FollowedJobs {

    private final JobStore store;
    private final Outbox outbox;
    private final Clock clock;

    FollowedJobs(JobStore store, Outbox outbox, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Says how far a job is, which begins with the first word of it.
     *
     * @param unit what its progress counts, such as {@code rows}
     * @param version what is not newer than what was said before changes nothing
     * @return whether it was news; false too for a job that has ended, or is another tenant's
     */
    public boolean follow(Job job, String unit, long version, long done, long total) {
        store.begin(job, unit);
        return store.follow(job, version, done, total);
    }

    /** The job is done, with this result, a JSON object; it is announced. */
    public void complete(Job job, String result) {
        if (store.complete(job.jobId(), result)) {
            outbox.announce(JobEnd.event(job, "completed", null, clock.instant()));
        }
    }
}
