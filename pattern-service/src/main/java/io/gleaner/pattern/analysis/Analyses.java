package io.gleaner.pattern.analysis;

import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.jobs.BackgroundJobs;
import io.gleaner.kit.problems.Problem;
import io.gleaner.pattern.core.Mode;
import io.gleaner.pattern.settings.TenantSettings;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts analyses, one per tenant at a time. */
final class Analyses {

    private static final String NIGHTLY = "nightly";
    private static final int NIGHTLY_AT_ONCE = 100;

    private final BackgroundJobs jobs;
    private final Analysis analysis;
    private final TenantSettings settings;
    private final TransactionTemplate transaction;

    Analyses(BackgroundJobs jobs, Analysis analysis, TenantSettings settings, TransactionTemplate transaction) {
        this.jobs = jobs;
        this.analysis = analysis;
        this.settings = settings;
        this.transaction = transaction;
    }

    /**
     * Starts one.
     *
     * @return its id, or that of the one that has not ended yet
     * @throws Problem 409 while learning is off
     */
    UUID start(String tenantId, String userId, Request request) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (isOff(tenantId)) {
                throw Problem.conflict("learning is off");
            }
            return submit(tenantId, userId, request);
        }));
    }

    /** Starts one for every tenant whose nightly run is due. */
    void startNightly() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> startSomeNightly()));
        }
    }

    private boolean startSomeNightly() {
        List<String> due = settings.takeDueNightly(NIGHTLY_AT_ONCE);
        due.stream()
                .filter(tenantId -> !isOff(tenantId))
                .sorted()
                .forEach(tenantId -> submit(tenantId, NIGHTLY, new Request(false)));
        return due.size() == NIGHTLY_AT_ONCE;
    }

    private UUID submit(String tenantId, String userId, Request request) {
        return jobs.submitAlone(analysis, tenantId, userId, EventJson.MAPPER.writeValueAsString(request), 0);
    }

    private boolean isOff(String tenantId) {
        return settings.of(tenantId).mode() == Mode.OFF;
    }
}
