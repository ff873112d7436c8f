package io.gleaner.pattern.learning;

import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.windows.Window;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When windows closed, for who asks later. Works in the caller's transaction. */
final class ClosedWindowStore {

    private final JdbcClient jdbc;

    ClosedWindowStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Window window, WindowClosed closed) {
        jdbc.sql("""
                INSERT INTO closed_windows (tenant_id, kind, opened_at, last_event_at, due_at, closed_at, events,
                    reason, candidates)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
                .param(window.tenantId())
                .param(window.kind())
                .param(timestamp(window.openedAt()))
                .param(timestamp(window.lastEventAt()))
                .param(timestamp(window.dueAt()))
                .param(timestamp(closed.closedAt()))
                .param(window.events())
                .param(closed.reason())
                .param(closed.candidates())
                .update();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }
}
