package io.gleaner.pattern.merges;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.jobs.JobRun;
import io.gleaner.kit.jobs.JobType;
import io.gleaner.pattern.core.workflows.Likeness;
import io.gleaner.pattern.core.workflows.TypicalInput;
import java.util.List;
import java.util.Map;

/** Looks for a tenant's operations that may be the same. */
final class MergeSearch implements JobType {

    /** The operations that are seen most often: each is compared with all that share a word. */
    private static final int MOST = 20_000;

    private final TenantTransaction transaction;
    private final TypicalInputStore inputs;
    private final ProposalStore proposals;

    MergeSearch(TenantTransaction transaction, TypicalInputStore inputs, ProposalStore proposals) {
        this.transaction = transaction;
        this.inputs = inputs;
        this.proposals = proposals;
    }

    @Override
    public String name() {
        return "operation-merges";
    }

    @Override
    public String unit() {
        return "operations";
    }

    /** The comparison itself needs no transaction. */
    @Override
    public String run(JobRun run) {
        String tenantId = run.job().tenantId();
        List<TypicalInput> typical = transaction.in(tenantId, () -> inputs.ofTenant(tenantId, MOST));
        List<Likeness> alike = Likeness.among(typical);
        int fresh = transaction.in(tenantId, () -> {
            run.checkpoint("{}", typical.size(), (long) typical.size());
            return proposals.replace(tenantId, alike);
        });
        return EventJson.MAPPER.writeValueAsString(
                Map.of("operations", typical.size(), "alike", alike.size(), "proposed", fresh));
    }
}
