package io.gleaner.kit.jobs;

import io.gleaner.kit.jobs.FollowedJobStore.JobKey;
import io.gleaner.kit.outbox.Outbox;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Jobs whose work comes in by events: nobody runs them here, but this service says how far they are, and ends them. Works
 * in the caller's transaction, a statement for any number of jobs.
 */
public final class FollowedJobs {

    private final FollowedJobStore store;
    private final Outbox outbox;
    private final Clock clock;

    FollowedJobs(FollowedJobStore store, Outbox outbox, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Says how far jobs are, which begins with the first word of each.
     *
     * @param said in any order; what is not newer than what was said before changes nothing
     * @param unit what their progress counts, such as {@code rows}
     * @return what was news; nothing of a job that has ended, or is another tenant's
     */
    public Set<Followed> follow(Collection<Followed> said, String unit) {
        Collection<Followed> latest = said.stream()
                .collect(Collectors.toMap(one -> JobKey.of(one.job()), Function.identity(), FollowedJobs::newer))
                .values();
        store.begin(latest.stream().map(Followed::job).toList(), unit);
        Set<JobKey> news = store.follow(latest);
        return latest.stream()
                .filter(one -> news.contains(JobKey.of(one.job())))
                .collect(Collectors.toSet());
    }

    /** These jobs are done, each with its result, a JSON object; it is announced. */
    public void complete(Map<Job, String> results) {
        Set<JobKey> completed = store.complete(results);
        results.keySet().stream()
                .filter(job -> completed.contains(JobKey.of(job)))
                .forEach(job -> outbox.announce(JobEnd.event(job, "completed", null, clock.instant())));
    }

    private static Followed newer(Followed one, Followed other) {
        return one.version() >= other.version() ? one : other;
    }
}
