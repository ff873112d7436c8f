package io.gleaner.pattern.windows;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Open windows as clients see them. A tenant has one of each kind at most. */
final class WindowReadStore {

    private static final String OPEN = """
            SELECT kind, opened_at, last_event_at, due_at, events, lower(reason) AS waiting_for
            FROM pending_pattern_checks ORDER BY kind
            """;

    private final TenantSession session;

    WindowReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<List<WindowView>> open(String tenantId) {
        return session.many(
                        tenantId,
                        database ->
                                database.sql(OPEN).map(WindowReadStore::view).all())
                .collectList();
    }

    private static WindowView view(Readable row) {
        return new WindowView(
                required(row, "kind", String.class),
                required(row, "opened_at", Instant.class),
                required(row, "last_event_at", Instant.class),
                required(row, "due_at", Instant.class),
                required(row, "events", Long.class),
                required(row, "waiting_for", String.class));
    }
}
