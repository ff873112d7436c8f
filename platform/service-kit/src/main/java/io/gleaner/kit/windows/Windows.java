package io.gleaner.kit.windows;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Durable windows in a table of the given name with the columns of {@link Window}, unique per tenant and kind. They
 * survive restarts and are shared by all replicas. Every method works in the caller's transaction: a window is touched
 * together with the effect of its event, and closed together with what its closing brings.
 */
public final class Windows implements MeterBinder {

    private final JdbcClient jdbc;
    private final String table;
    private final String touch;
    private final String reschedule;
    private final String claim;
    private final String flush;

    public Windows(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
        this.touch = touchIn(table);
        this.reschedule = rescheduleIn(table);
        this.claim = claimIn(table);
        this.flush = flushIn(table);
    }

    /**
     * Opens the tenant's window, or keeps it open: events with a new effect have arrived.
     *
     * @param events how many, at least 1
     * @param settings when it closes from now on
     */
    public void touch(
            String tenantId, String kind, long events, @Nullable String traceparent, WindowSettings settings) {
        bind(touch, tenantId, kind, settings)
                .param("events", events)
                .param("trace", traceparent)
                .update();
    }

    /** The tenant's open window, if there is one, closes by these settings from now on. */
    public void reschedule(String tenantId, String kind, WindowSettings settings) {
        bind(reschedule, tenantId, kind, settings).update();
    }

    /**
     * Takes the windows that are due longest; they are gone when the transaction commits, and back if it fails.
     *
     * @param most how many at most
     */
    public List<Window> claimDue(int most) {
        return jdbc.sql(claim).param(most).query(Windows::read).list();
    }

    /** The tenant's window, due or not; nobody touches or closes it until the transaction ends. */
    public Optional<Window> lock(String tenantId, String kind) {
        return jdbc.sql("SELECT * FROM %s WHERE tenant_id = ? AND kind = ? FOR UPDATE".formatted(table))
                .params(tenantId, kind)
                .query(Windows::read)
                .optional();
    }

    /** Closes the tenant's window, due or not. */
    public void close(Window window) {
        jdbc.sql("DELETE FROM %s WHERE tenant_id = ? AND kind = ?".formatted(table))
                .params(window.tenantId(), window.kind())
                .update();
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

    private StatementSpec bind(String sql, String tenantId, String kind, WindowSettings settings) {
        return jdbc.sql(sql)
                .param("tenant", tenantId)
                .param("kind", kind)
                .param("quiet", settings.quiet().toMillis())
                .param("wait", settings.maxWait().toMillis())
                .param("max", settings.maxEvents())
                .param("held", settings.holds());
    }

    private static String touchIn(String table) {
        return """
            INSERT INTO %1$s AS w (tenant_id, kind, opened_at, last_event_at, due_at, events, reason, traceparent)
            SELECT :tenant, :kind, now.at, now.at,
                   CASE WHEN :events >= :max THEN now.at ELSE now.at + :quiet * interval '1 ms' END, :events,
                   CASE WHEN :events >= :max THEN 'MAX_EVENTS' WHEN :held THEN 'HELD' ELSE 'QUIET' END, :trace
            FROM (SELECT clock_timestamp() AS at) now
            ON CONFLICT (tenant_id, kind) DO UPDATE SET
                last_event_at = excluded.last_event_at,
                events = w.events + excluded.events,
                due_at = %2$s,
                reason = %3$s,
                traceparent = coalesce(excluded.traceparent, w.traceparent)
            """.formatted(
                        table,
                        dueAt("w.events + excluded.events", "excluded.last_event_at"),
                        reason("w.events + excluded.events", "excluded.last_event_at"));
    }

    private static String rescheduleIn(String table) {
        return "UPDATE %s w SET due_at = %s, reason = %s WHERE tenant_id = :tenant AND kind = :kind"
                .formatted(table, dueAt("w.events", "w.last_event_at"), reason("w.events", "w.last_event_at"));
    }

    private static String dueAt(String events, String lastEventAt) {
        return """
            CASE
                WHEN w.reason = 'FLUSHED' THEN w.due_at
                WHEN %1$s >= :max THEN least(w.due_at, %2$s)
                ELSE least(%2$s + :quiet * interval '1 ms', w.opened_at + :wait * interval '1 ms') END
            """.formatted(events, lastEventAt);
    }

    private static String reason(String events, String lastEventAt) {
        return """
            CASE
                WHEN w.reason = 'FLUSHED' THEN w.reason
                WHEN %1$s >= :max THEN 'MAX_EVENTS'
                WHEN :held THEN 'HELD'
                WHEN w.opened_at + :wait * interval '1 ms' <= %2$s + :quiet * interval '1 ms' THEN 'MAX_WAIT'
                ELSE 'QUIET' END
            """.formatted(events, lastEventAt);
    }

    /** The array is read once: a subquery with a limit could be read again for every row it is compared with. */
    private static String claimIn(String table) {
        return """
            DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM %1$s WHERE due_at <= clock_timestamp()
                ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED))
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
