package io.gleaner.tracking.workflows;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.kit.database.TenantSession;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Runs as they are relayed, in the order of their ids. */
final class HistoryReadStore {

    private static final String PIECE =
            "SELECT * FROM workflow_history WHERE workflow_id > $1 ORDER BY workflow_id LIMIT $2";

    private final TenantSession session;

    HistoryReadStore(TenantSession session) {
        this.session = session;
    }

    /** @param runs fewer than asked for: there are no more */
    record Piece(List<WorkflowTracked> runs) {}

    Mono<Piece> piece(String tenantId, @Nullable String after, int limit) {
        return session.list(
                        tenantId,
                        database -> database.sql(PIECE)
                                .bind(0, after == null ? "" : after)
                                .bind(1, limit),
                        HistoryReadStore::run)
                .map(Piece::new);
    }

    private static WorkflowTracked run(Readable row) {
        return new WorkflowTracked(
                required(row, "workflow_id", String.class),
                required(row, "row_version", Long.class),
                required(row, "active", Boolean.class),
                row.get("nl_input", String.class),
                row.get("workflow_template", String.class),
                row.get("status", String.class),
                row.get("adw_id", String.class),
                required(row, "tool_run", Boolean.class),
                row.get("tool_pattern_signature", String.class),
                row.get("error_message", String.class),
                required(row, "error_count", Integer.class),
                required(row, "retry_count", Integer.class),
                row.get("duration_seconds", BigDecimal.class),
                row.get("total_tokens", Long.class),
                row.get("actual_cost_total", BigDecimal.class),
                row.get("model", String.class),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class),
                required(row, "received_at", Instant.class));
    }
}
