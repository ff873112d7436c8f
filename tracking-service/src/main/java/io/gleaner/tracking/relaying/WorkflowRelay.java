package io.gleaner.tracking.relaying;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.relay.Row;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** What a row of {@code workflow_history} says: a run as it is known now. */
final class WorkflowRelay {

    private WorkflowRelay() {}

    static Optional<Event<?>> event(Row row) {
        String tenantId = row.text("tenant_id");
        String workflowId = row.text("workflow_id");
        return Optional.of(new Event<>(
                eventId(tenantId, workflowId, row.number("row_version")),
                tenantId,
                workflowId,
                row.time("reported_at"),
                row.orNull("traceparent", Row::text),
                EventTypes.WORKFLOW_TRACKED,
                tracked(row)));
    }

    /** A run's id is unique for its tenant only, and may be as long as an event's id can be. */
    private static String eventId(String tenantId, String workflowId, long version) {
        byte[] name = (tenantId + "/" + workflowId).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name) + "." + version;
    }

    private static WorkflowTracked tracked(Row row) {
        return new WorkflowTracked(
                row.text("workflow_id"),
                row.number("row_version"),
                row.flag("active"),
                row.orNull("nl_input", Row::text),
                row.orNull("workflow_template", Row::text),
                row.orNull("status", Row::text),
                row.orNull("adw_id", Row::text),
                row.flag("tool_run"),
                row.orNull("tool_pattern_signature", Row::text),
                row.orNull("error_message", Row::text),
                Math.toIntExact(row.number("error_count")),
                Math.toIntExact(row.number("retry_count")),
                row.orNull("duration_seconds", Row::decimal),
                row.orNull("total_tokens", Row::number),
                row.orNull("actual_cost_total", Row::decimal),
                row.orNull("model", Row::text),
                row.orNull("started_at", Row::time),
                row.orNull("ended_at", Row::time),
                row.time("received_at"));
    }
}
