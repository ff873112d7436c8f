package io.gleaner.kit.jobs;

import io.gleaner.kit.outbox.Outbox;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs one job, keeps its row true, and tells of its end. */
final class JobRunner {

    /** Longest error that a job tells of, in characters. */
    private static final int MAX_ERROR = 2_000;

    private final JobStore store;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Map<String, JobType> types;
    private final Clock clock;

    JobRunner(JobStore store, TransactionTemplate transaction, Outbox outbox, Map<String, JobType> types, Clock clock) {
        this.store = store;
        this.transaction = transaction;
        this.outbox = outbox;
        this.types = types;
        this.clock = clock;
    }

    /** Runs the job unless it has ended; throws what it failed with if it is to be tried again. */
    void run(UUID jobId) {
        store.start(jobId).ifPresent(this::run);
    }

    private void run(Job job) {
        JobType type = Objects.requireNonNull(types.get(job.type()), () -> "no JobType bean named " + job.type());
        try {
            String result = type.run(new JobRun(job, store));
            transaction.executeWithoutResult(status -> complete(job, result));
        } catch (JobCancelled e) {
            return;
        } catch (RuntimeException e) {
            afterFailure(job, e);
        }
    }

    private void complete(Job job, String result) {
        if (store.complete(job.jobId(), result)) {
            announceEnd(job, "completed", null);
        }
    }

    private void afterFailure(Job job, RuntimeException failure) {
        String error = errorOf(failure);
        if (job.attempt() <= job.maxRetries()) {
            store.retryLater(job.jobId(), error);
            throw failure;
        }
        transaction.executeWithoutResult(status -> {
            if (store.end(job.jobId(), "failed", error)) {
                announceEnd(job, "failed", error);
            }
        });
    }

    /** What the announcement has room for, without the NUL that no column can hold. */
    private static String errorOf(RuntimeException failure) {
        String said = String.valueOf(failure.getMessage()).replace("\0", "");
        return said.substring(0, Math.min(said.length(), MAX_ERROR));
    }

    private void announceEnd(Job job, String status, @Nullable String error) {
        outbox.announce(JobEnd.event(job, status, error, clock.instant()));
    }
}
