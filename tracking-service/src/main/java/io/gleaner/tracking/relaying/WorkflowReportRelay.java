package io.gleaner.tracking.relaying;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.WorkflowReported;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.relay.Row;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/** What a row of {@code workflow_reports} says: how far a request is. */
final class WorkflowReportRelay {

    private static final TypeReference<List<RefusedItem>> ITEMS = new TypeReference<>() {};

    private WorkflowReportRelay() {}

    static Optional<Event<?>> event(Row row) {
        String jobId = row.text("job_id");
        WorkflowReported reported = new WorkflowReported(
                jobId,
                row.number("row_version"),
                row.text("user_id"),
                Math.toIntExact(row.number("total")),
                row.texts("workflow_ids"),
                EventJson.MAPPER.readValue(row.text("refused"), ITEMS),
                row.time("accepted_at"));
        return Optional.of(new Event<>(
                jobId + "." + reported.rowVersion(),
                row.text("tenant_id"),
                jobId,
                row.time("settled_at"),
                null,
                EventTypes.WORKFLOW_REPORTED,
                reported));
    }
}
