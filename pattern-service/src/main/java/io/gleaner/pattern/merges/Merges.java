package io.gleaner.pattern.merges;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.jobs.BackgroundJobs;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import io.gleaner.pattern.backfill.Backfills;
import io.gleaner.pattern.triggers.Detectors;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for operations that may be the same, and takes people's decisions on them. */
final class Merges {

    private static final String NIGHTLY = "nightly";
    private static final String PROPOSED = "proposed";

    private final BackgroundJobs jobs;
    private final MergeSearch search;
    private final ProposalStore proposals;
    private final TypicalInputStore inputs;
    private final Detectors detectors;
    private final Backfills backfills;
    private final TransactionTemplate transaction;
    private final TenantTransaction ofTenant;

    Merges(
            BackgroundJobs jobs,
            MergeSearch search,
            ProposalStore proposals,
            TypicalInputStore inputs,
            Detectors detectors,
            Backfills backfills,
            TransactionTemplate transaction,
            TenantTransaction ofTenant) {
        this.jobs = jobs;
        this.search = search;
        this.proposals = proposals;
        this.inputs = inputs;
        this.detectors = detectors;
        this.backfills = backfills;
        this.transaction = transaction;
        this.ofTenant = ofTenant;
    }

    /** Starts a search, or says which one has not ended yet. */
    UUID search(Caller caller) {
        return search(caller.tenantId(), caller.userId());
    }

    /** Starts a search for every tenant. */
    void searchNightly() {
        transaction.execute(status -> inputs.tenants()).forEach(tenantId -> search(tenantId, NIGHTLY));
    }

    private UUID search(String tenantId, String userId) {
        return transaction.execute(status -> jobs.submitAlone(search, tenantId, userId, "{}", 0));
    }

    /**
     * From now on one operation counts for the other, and a backfill sees to the past.
     *
     * @return the backfill
     * @throws Problem 404 for an unknown proposal, 409 for one that is decided
     */
    UUID accept(Caller caller, UUID mergeId) {
        return transaction.execute(status -> {
            ProposalStore.Locked proposal = decide(caller, mergeId, "accepted");
            detectors.merge(caller.tenantId(), proposal.from(), proposal.into());
            return backfills.start(caller.tenantId(), caller.userId());
        });
    }

    /**
     * The two are not the same, and are not proposed again.
     *
     * @throws Problem 404 for an unknown proposal, 409 for one that is decided
     */
    UUID reject(Caller caller, UUID mergeId) {
        return ofTenant.in(caller.tenantId(), () -> {
            decide(caller, mergeId, "rejected");
            return mergeId;
        });
    }

    static Problem unknown(UUID mergeId) {
        return Problem.notFound("merge proposal " + mergeId);
    }

    private ProposalStore.Locked decide(Caller caller, UUID mergeId, String decision) {
        ProposalStore.Locked proposal =
                proposals.lock(caller.tenantId(), mergeId).orElseThrow(() -> unknown(mergeId));
        if (!proposal.status().equals(PROPOSED)) {
            throw Problem.conflict("the proposal is %s".formatted(proposal.status()));
        }
        proposals.decide(caller.tenantId(), mergeId, decision, caller.userId());
        return proposal;
    }
}
