package io.gleaner.pattern.runs;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.pattern.core.workflows.Characteristics;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** How runs read. */
final class RunReadStore {

    private final TenantSession session;

    RunReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<RunView> find(String tenantId, String workflowId) {
        return session.one(
                tenantId,
                database -> database.sql("SELECT * FROM workflow_runs WHERE workflow_id = $1 AND active")
                        .bind(0, workflowId)
                        .map(RunReadStore::view)
                        .one());
    }

    private static RunView view(Readable row) {
        @Nullable String input = row.get("nl_input", String.class);
        @Nullable BigDecimal duration = row.get("duration_seconds", BigDecimal.class);
        int errors = required(row, "error_count", Integer.class);
        return new RunView(
                required(row, "workflow_id", String.class),
                required(row, "row_version", Long.class),
                input,
                row.get("workflow_template", String.class),
                row.get("status", String.class),
                row.get("adw_id", String.class),
                required(row, "tool_run", Boolean.class),
                row.get("tool_pattern_signature", String.class),
                row.get("error_message", String.class),
                errors,
                required(row, "retry_count", Integer.class),
                duration,
                row.get("total_tokens", Long.class),
                row.get("actual_cost_total", BigDecimal.class),
                row.get("model", String.class),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class),
                required(row, "received_at", Instant.class),
                List.of(required(row, "signatures", String[].class)),
                Characteristics.of(input, duration, errors));
    }
}
