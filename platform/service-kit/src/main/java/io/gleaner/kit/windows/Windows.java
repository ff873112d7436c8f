package io.gleaner.kit.windows;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Durable windows in a table of the given name with the columns of {@link Window}, unique per tenant and kind. They
 * survive restarts and are shared by all replicas. Every method works in the caller's transaction: a window is touched
 * together with the effect of its event, and closed together with what its closing brings.
 */
public final class Windows implements MeterBinder {

    private final JdbcClient jdbc;
    private final WindowSettings settings;
    private final String table;
    private final String touch;
    private final String claim;
    private final String flush;

    public Windows(JdbcClient jdbc, String table, WindowSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.table = table;
        this.touch = touchIn(table);
        this.claim = claimIn(table);
        this.flush = flushIn(table);
    }

    /**
     * Opens the tenant's window, or keeps it open: events with a new effect have arrived.
     *
     * @param events how many, at least 1
     */
    public void touch(String tenantId, String kind, long events, @Nullable String traceparent) {
        jdbc.sql(touch)
                .param("tenant", tenantId)
                .param("kind", kind)
                .param("events", events)
                .param("quiet", settings.quiet().toMillis())
                .param("wait", settings.maxWait().toMillis())
                .param("max", settings.maxEvents())
                .param("trace", traceparent)
                .update();
    }

    /** Takes the window that is due longest, if any; it is gone when the transaction commits, and back if it fails. */
    public Optional<Window> claimDue() {
        return jdbc.sql(claim).query(Windows::read).optional();
    }

    /** Makes the tenant's window due now; says whether there is one. */
    public boolean flush(String tenantId, String kind) {
        return jdbc.sql(flush).params(tenantId, kind).update() == 1;
    }

    /** How long the window that is due longest has been so: the same on every replica. */
    @Override
    public void bindTo(MeterRegistry meters) {
        TimeGauge.builder("gleaner.windows.overdue", this, TimeUnit.SECONDS, Windows::overdue)
                .description("time since the window that is due longest was due")
                .tag("table", table)
                .register(meters);
    }

    private double overdue() {
        String sql = "SELECT greatest(extract(epoch FROM clock_timestamp() - min(due_at)), 0)::float8 FROM " + table;
        return jdbc.sql(sql).query(Double.class).single();
    }

    private static String touchIn(String table) {
        return """
            INSERT INTO %1$s AS w (tenant_id, kind, opened_at, last_event_at, due_at, events, reason, traceparent)
            SELECT :tenant, :kind, now.at, now.at,
                   CASE WHEN :events >= :max THEN now.at ELSE now.at + :quiet * interval '1 ms' END, :events,
                   CASE WHEN :events >= :max THEN 'MAX_EVENTS' ELSE 'QUIET' END, :trace
            FROM (SELECT clock_timestamp() AS at) now
            ON CONFLICT (tenant_id, kind) DO UPDATE SET
                last_event_at = excluded.last_event_at,
                events = w.events + excluded.events,
                due_at = CASE
                    WHEN w.reason = 'FLUSHED' THEN w.due_at
                    WHEN w.events + excluded.events >= :max THEN least(w.due_at, excluded.last_event_at)
                    ELSE least(excluded.last_event_at + :quiet * interval '1 ms', w.opened_at + :wait * interval '1 ms') END,
                reason = CASE
                    WHEN w.reason = 'FLUSHED' THEN w.reason
                    WHEN w.events + excluded.events >= :max THEN 'MAX_EVENTS'
                    WHEN w.opened_at + :wait * interval '1 ms' <= excluded.last_event_at + :quiet * interval '1 ms'
                        THEN 'MAX_WAIT'
                    ELSE 'QUIET' END,
                traceparent = coalesce(excluded.traceparent, w.traceparent)
            """.formatted(table);
    }

    private static String claimIn(String table) {
        return """
            DELETE FROM %1$s WHERE (tenant_id, kind) = (
                SELECT tenant_id, kind FROM %1$s WHERE due_at <= clock_timestamp()
                ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """.formatted(table);
    }

    private static String flushIn(String table) {
        return """
            UPDATE %1$s SET due_at = clock_timestamp(), reason = 'FLUSHED' WHERE tenant_id = ? AND kind = ?
            """.formatted(table);
    }

    private static Window read(ResultSet row, int n) throws SQLException {
        return new Window(
                row.getString("tenant_id"),
                row.getString("kind"),
                instant(row, "opened_at"),
                instant(row, "last_event_at"),
                instant(row, "due_at"),
                row.getLong("events"),
                CloseReason.valueOf(row.getString("reason")),
                row.getString("traceparent"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
