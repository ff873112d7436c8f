package io.gleaner.pattern;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.WorkflowReported;
import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Workflow runs of one tenant, as tracking-service relays them.
 *
 * @param received when all of them were heard of
 */
record TenantRuns(String tenantId, Instant received) {

    static TenantRuns ofNewTenant() {
        return new TenantRuns("tenant-" + Ids.next(), Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** Another tenant whose runs are heard of at the same time. */
    TenantRuns neighbour() {
        return new TenantRuns("tenant-" + Ids.next(), received);
    }

    /** A run that took two minutes and went well. */
    Run run(String workflowId, String nlInput) {
        return new Run(workflowId, 1, true, nlInput, null, null, 0, 0, "120", 5000L, "0.50", false, null, received);
    }

    Event<WorkflowTracked> event(Run run) {
        return new Event<>(
                run.workflowId() + "." + run.version(),
                tenantId,
                run.workflowId(),
                Instant.now(),
                null,
                EventTypes.WORKFLOW_TRACKED,
                run.tracked(received));
    }

    /** So many of the items of a request are settled. */
    Event<WorkflowReported> reported(
            UUID job, long version, int total, List<String> workflowIds, List<RefusedItem> refused) {
        WorkflowReported reported = new WorkflowReported(
                job.toString(), version, "alice", total, workflowIds, refused, received.minusSeconds(1));
        return new Event<>(
                job + "." + version,
                tenantId,
                job.toString(),
                Instant.now(),
                null,
                EventTypes.WORKFLOW_REPORTED,
                reported);
    }

    /** What is said of a run. */
    record Run(
            String workflowId,
            long version,
            boolean active,
            @Nullable String nlInput,
            @Nullable String template,
            @Nullable String error,
            int errors,
            int retries,
            @Nullable String duration,
            @Nullable Long tokens,
            @Nullable String cost,
            boolean tool,
            @Nullable String toolSignature,
            Instant startedAt) {

        Run costs(@Nullable Long newTokens, @Nullable String newCost) {
            return new Run(
                    workflowId,
                    version,
                    active,
                    nlInput,
                    template,
                    error,
                    errors,
                    retries,
                    duration,
                    newTokens,
                    newCost,
                    tool,
                    toolSignature,
                    startedAt);
        }

        Run went(int newErrors, int newRetries, @Nullable String newDuration) {
            return new Run(
                    workflowId,
                    version,
                    active,
                    nlInput,
                    template,
                    error,
                    newErrors,
                    newRetries,
                    newDuration,
                    tokens,
                    cost,
                    tool,
                    toolSignature,
                    startedAt);
        }

        Run from(@Nullable String newTemplate, @Nullable String newError) {
            return new Run(
                    workflowId,
                    version,
                    active,
                    nlInput,
                    newTemplate,
                    newError,
                    errors,
                    retries,
                    duration,
                    tokens,
                    cost,
                    tool,
                    toolSignature,
                    startedAt);
        }

        Run asks(@Nullable String newInput) {
            return new Run(
                    workflowId,
                    version,
                    active,
                    newInput,
                    template,
                    error,
                    errors,
                    retries,
                    duration,
                    tokens,
                    cost,
                    tool,
                    toolSignature,
                    startedAt);
        }

        Run byTool(String signature) {
            return new Run(
                    workflowId,
                    version,
                    active,
                    nlInput,
                    template,
                    error,
                    errors,
                    retries,
                    duration,
                    tokens,
                    cost,
                    true,
                    signature,
                    startedAt);
        }

        Run started(Instant newStart) {
            return new Run(
                    workflowId,
                    version,
                    active,
                    nlInput,
                    template,
                    error,
                    errors,
                    retries,
                    duration,
                    tokens,
                    cost,
                    tool,
                    toolSignature,
                    newStart);
        }

        Run corrected() {
            return new Run(
                    workflowId,
                    version + 1,
                    active,
                    nlInput,
                    template,
                    error,
                    errors,
                    retries,
                    duration,
                    tokens,
                    cost,
                    tool,
                    toolSignature,
                    startedAt);
        }

        Run gone() {
            return new Run(
                    workflowId,
                    version + 1,
                    false,
                    nlInput,
                    template,
                    error,
                    errors,
                    retries,
                    duration,
                    tokens,
                    cost,
                    tool,
                    toolSignature,
                    startedAt);
        }

        private WorkflowTracked tracked(Instant received) {
            return new WorkflowTracked(
                    workflowId,
                    version,
                    active,
                    nlInput,
                    template,
                    "completed",
                    null,
                    tool,
                    toolSignature,
                    error,
                    errors,
                    retries,
                    duration == null ? null : new BigDecimal(duration),
                    tokens,
                    cost == null ? null : new BigDecimal(cost),
                    null,
                    startedAt,
                    null,
                    received);
        }
    }
}
