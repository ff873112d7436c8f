package io.gleaner.pattern;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.WorkflowReported;
import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.events.Ids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return new Run(new HashMap<>(Map.of(
                        "workflow_id",
                        workflowId,
                        "row_version",
                        1,
                        "active",
                        true,
                        "tool_run",
                        false,
                        "error_count",
                        0,
                        "retry_count",
                        0,
                        "received_at",
                        received.toString())))
                .asks(nlInput)
                .went(0, 0, "120")
                .costs(5000L, "0.50")
                .started(received);
    }

    Event<WorkflowTracked> event(Run run) {
        return new Event<>(
                run.workflowId() + "." + run.version(),
                tenantId,
                run.workflowId(),
                Instant.now(),
                null,
                EventTypes.WORKFLOW_TRACKED,
                run.tracked());
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

    /** What is said of a run, field by field as in the event. */
    record Run(Map<String, @Nullable Object> said) {

        String workflowId() {
            return String.valueOf(said.get("workflow_id"));
        }

        long version() {
            return ((Number) Objects.requireNonNull(said.get("row_version"))).longValue();
        }

        Run costs(@Nullable Long tokens, @Nullable String cost) {
            return with("total_tokens", tokens).with("actual_cost_total", cost == null ? null : new BigDecimal(cost));
        }

        Run went(int errors, int retries, @Nullable String duration) {
            return with("error_count", errors)
                    .with("retry_count", retries)
                    .with("duration_seconds", duration == null ? null : new BigDecimal(duration));
        }

        Run from(@Nullable String template, @Nullable String error) {
            return with("workflow_template", template).with("error_message", error);
        }

        Run asks(@Nullable String input) {
            return with("nl_input", input);
        }

        Run byTool(String signature) {
            return with("tool_run", true).with("tool_pattern_signature", signature);
        }

        Run started(Instant start) {
            return with("started_at", start.toString());
        }

        Run corrected() {
            return with("row_version", version() + 1);
        }

        Run gone() {
            return corrected().with("active", false);
        }

        private Run with(String field, @Nullable Object value) {
            Map<String, @Nullable Object> changed = new HashMap<>(said);
            changed.put(field, value);
            return new Run(changed);
        }

        private WorkflowTracked tracked() {
            return EventJson.MAPPER.convertValue(said, WorkflowTracked.class);
        }
    }
}
