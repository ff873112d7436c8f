package io.gleaner.pattern.backfill;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.jobs.Job;
import io.gleaner.kit.jobs.JobRun;
import io.gleaner.kit.jobs.JobType;
import io.gleaner.pattern.operations.Operations;
import io.gleaner.pattern.runs.Derivation;
import io.gleaner.pattern.runs.Differences;
import io.gleaner.pattern.runs.TrackedRun;
import java.util.List;
import java.util.Map;

/**
 * Derives all of a tenant's runs anew, a piece of the history per transaction, whose checkpoint holds with it, and
 * counts everything anew. What is as it should be stays as it is.
 */
final class Backfill implements JobType {

    static final String NAME = "workflow-backfill";

    private final TenantTransaction transaction;
    private final HistoryClient history;
    private final Derivation derivation;
    private final Operations operations;
    private final int piece;

    /** @param piece runs of one transaction */
    Backfill(
            TenantTransaction transaction,
            HistoryClient history,
            Derivation derivation,
            Operations operations,
            int piece) {
        this.transaction = transaction;
        this.history = history;
        this.derivation = derivation;
        this.operations = operations;
        this.piece = piece;
    }

    /** What is told of a backfill that is done. */
    private record Result(
            boolean dryRun, int totalWorkflows, int changed, Map<String, Long> gained, Map<String, Long> lost) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String unit() {
        return "runs";
    }

    @Override
    public String run(JobRun run) {
        Job job = run.job();
        boolean dry =
                EventJson.MAPPER.readValue(job.input(), BackfillRequest.class).isDry();
        BackfillProgress progress = begun(job);
        while (!progress.ended()) {
            progress = step(run, progress, dry);
        }
        if (!dry) {
            recount(job.tenantId());
        }
        Differences found = progress.differences();
        return EventJson.MAPPER.writeValueAsString(
                new Result(dry, found.runs(), found.changed(), found.gained(), found.lost()));
    }

    /** Occurrences are swept first: who writes one takes its row before that of its pattern. */
    private void recount(String tenantId) {
        transaction.run(tenantId, () -> operations.sweep(tenantId));
        transaction.run(tenantId, () -> operations.recount(tenantId));
    }

    private static BackfillProgress begun(Job job) {
        return job.checkpoint() == null
                ? BackfillProgress.BEGUN
                : EventJson.MAPPER.readValue(job.checkpoint(), BackfillProgress.class);
    }

    /** The history is read before the transaction begins, so that nobody waits for it with a lock. */
    private BackfillProgress step(JobRun run, BackfillProgress before, boolean dry) {
        String tenantId = run.job().tenantId();
        List<TrackedRun> runs = history.after(tenantId, before.after(), piece);
        return transaction.in(tenantId, () -> {
            Differences found = dry ? derivation.compare(runs) : derivation.takeAgain(runs);
            String last = runs.isEmpty() ? before.after() : runs.getLast().run().workflowId();
            BackfillProgress after = before.with(found, last, runs.size() < piece);
            run.checkpoint(
                    EventJson.MAPPER.writeValueAsString(after),
                    after.differences().runs(),
                    null);
            return after;
        });
    }
}
