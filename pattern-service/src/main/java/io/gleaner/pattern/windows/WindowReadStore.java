package io.gleaner.pattern.windows;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Open windows as clients see them. A tenant has one of each kind at most. A held one says by the tenant's mode what it waits
 * for.
 */
final class WindowReadStore {

    private static final String OPEN = """
            SELECT w.kind, w.opened_at, w.last_event_at, w.events,
                CASE WHEN w.reason <> 'HELD' THEN w.due_at WHEN l.mode = 'lazy' THEN l.nightly_next_at END AS due_at,
                CASE WHEN w.reason <> 'HELD' THEN lower(w.reason) ELSE coalesce(l.mode, 'lazy') END AS waiting_for
            FROM pending_pattern_checks w LEFT JOIN learning_settings l USING (tenant_id) ORDER BY w.kind
            """;

    private final TenantSession session;

    WindowReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<List<WindowView>> open(String tenantId) {
        return session.list(tenantId, database -> database.sql(OPEN), WindowReadStore::view);
    }

    private static WindowView view(Readable row) {
        return new WindowView(
                required(row, "kind", String.class),
                required(row, "opened_at", Instant.class),
                required(row, "last_event_at", Instant.class),
                row.get("due_at", Instant.class),
                required(row, "events", Long.class),
                required(row, "waiting_for", String.class));
    }
}
