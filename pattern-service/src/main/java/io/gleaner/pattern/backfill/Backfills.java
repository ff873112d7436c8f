package io.gleaner.pattern.backfill;

import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.jobs.BackgroundJobs;
import java.util.UUID;

/** Starts what looks at all of a tenant's runs. Works in the caller's transaction. */
public final class Backfills {

    private final BackgroundJobs jobs;
    private final Backfill backfill;
    private final IntegrityCheck check;

    Backfills(BackgroundJobs jobs, Backfill backfill, IntegrityCheck check) {
        this.jobs = jobs;
        this.backfill = backfill;
        this.check = check;
    }

    /** Derives everything anew. */
    public UUID start(String tenantId, String userId) {
        return start(tenantId, userId, BackfillRequest.REAL);
    }

    /** Whoever asks gets one that begins after the question: what runs already may have passed what changed since. */
    UUID start(String tenantId, String userId, BackfillRequest request) {
        return jobs.submit(backfill, tenantId, userId, EventJson.MAPPER.writeValueAsString(request), 0);
    }

    UUID startCheck(String tenantId, String userId) {
        return jobs.submitAlone(check, tenantId, userId, "{}", 0);
    }
}
