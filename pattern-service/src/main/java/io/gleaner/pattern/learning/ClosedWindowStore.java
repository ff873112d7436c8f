package io.gleaner.pattern.learning;

import io.gleaner.kit.database.Columns;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When windows closed, for who asks later. Works in the caller's transaction. */
final class ClosedWindowStore {

    private final JdbcClient jdbc;

    ClosedWindowStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<ClosedWindow> closed) {
        Columns<ClosedWindow> columns = new Columns<>(closed);
        jdbc.sql("""
                INSERT INTO closed_windows (tenant_id, kind, opened_at, last_event_at, due_at, closed_at, events, reason,
                    candidates)
                SELECT * FROM unnest(:tenants::text[], :kinds::text[], :opened::timestamptz[], :last::timestamptz[],
                    :due::timestamptz[], :closed::timestamptz[], :events::bigint[], :reasons::text[], :candidates::int[])
                ON CONFLICT DO NOTHING
                """)
                .param("tenants", columns.texts(each -> each.window().tenantId()))
                .param("kinds", columns.texts(each -> each.window().kind()))
                .param("opened", columns.texts(each -> each.window().openedAt().toString()))
                .param("last", columns.texts(each -> each.window().lastEventAt().toString()))
                .param("due", columns.texts(each -> each.window().dueAt().toString()))
                .param("closed", columns.texts(each -> each.closedAt().toString()))
                .param("events", columns.longs(each -> each.window().events()))
                .param("reasons", columns.texts(ClosedWindow::reasonText))
                .param("candidates", columns.longs(ClosedWindow::candidates))
                .update();
    }
}
