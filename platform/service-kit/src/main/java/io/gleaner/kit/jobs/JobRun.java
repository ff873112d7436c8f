package io.gleaner.kit.jobs;

import org.jspecify.annotations.Nullable;

/** One run of a job, for the code that does it. */
public final class JobRun {

    private final Job job;
    private final JobStore store;

    JobRun(Job job, JobStore store) {
        this.job = job;
        this.store = store;
    }

    public Job job() {
        return job;
    }

    /**
     * Says how far the job is and where another worker would go on. Called inside the transaction that commits the work
     * up to there, it holds if and only if that work does.
     *
     * @param checkpoint JSON object
     * @param total null while it is not known
     * @throws JobCancelled if somebody cancelled the job
     */
    public void checkpoint(String checkpoint, long done, @Nullable Long total) {
        if (!store.checkpoint(job.jobId(), checkpoint, done, total)) {
            throw new JobCancelled();
        }
    }
}
