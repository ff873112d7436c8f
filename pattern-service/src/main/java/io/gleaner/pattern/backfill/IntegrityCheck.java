package io.gleaner.pattern.backfill;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.jobs.JobRun;
import io.gleaner.kit.jobs.JobType;
import io.gleaner.pattern.backfill.IntegrityStore.Finding;
import java.util.List;

/** Looks for what does not fit together, and for runs that say too little. Changes nothing: a backfill mends. */
final class IntegrityCheck implements JobType {

    private final TenantTransaction transaction;
    private final IntegrityStore store;

    IntegrityCheck(TenantTransaction transaction, IntegrityStore store) {
        this.transaction = transaction;
        this.store = store;
    }

    /**
     * What is told of a check.
     *
     * @param consistent whether everything fits together; runs that say too little do not count
     */
    private record Result(boolean consistent, List<Finding> findings) {}

    @Override
    public String name() {
        return "workflow-integrity";
    }

    @Override
    public String unit() {
        return "checks";
    }

    @Override
    public String run(JobRun run) {
        List<Finding> findings = transaction.in(run.job().tenantId(), () -> {
            List<Finding> found = store.findings(run.job().tenantId());
            run.checkpoint("{}", found.size(), (long) found.size());
            return found;
        });
        boolean consistent = findings.stream().noneMatch(finding -> finding.contradiction() && finding.count() > 0);
        return EventJson.MAPPER.writeValueAsString(new Result(consistent, findings));
    }
}
