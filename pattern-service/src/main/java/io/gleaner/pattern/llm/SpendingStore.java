package io.gleaner.pattern.llm;

import io.gleaner.pattern.core.Period;
import io.gleaner.pattern.core.Spend;
import io.gleaner.pattern.core.Spending;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tenants spent and what is reserved, by the database's clock. Works in the caller's transaction. */
final class SpendingStore {

    /** Of one tenant, in the day and the month that are running; one moment, {@code at}, decides which they are. */
    static final String RUNNING = """
            SELECT p.period, p.at, p.starts_at, p.ends_at, coalesce(s.tokens, 0) AS tokens, coalesce(s.cost, 0) AS cost,
                r.tokens AS reserved_tokens, r.cost AS reserved_cost, r.first_return
            FROM (SELECT unit AS period, now.at, date_trunc(unit, now.at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS starts_at,
                    (date_trunc(unit, now.at AT TIME ZONE 'UTC') + ('1 ' || unit)::interval) AT TIME ZONE 'UTC' AS ends_at
                FROM (SELECT clock_timestamp() AS at) now, unnest(ARRAY['day', 'month']) AS unit) p
                LEFT JOIN llm_spending s
                    ON s.tenant_id = :tenant AND s.period = p.period AND s.starts_at = p.starts_at
                CROSS JOIN LATERAL (
                    SELECT coalesce(sum(tokens), 0)::bigint AS tokens, coalesce(sum(cost), 0) AS cost,
                        min(expires_at) AS first_return
                    FROM llm_reservations r
                    WHERE r.tenant_id = :tenant AND r.reserved_at >= p.starts_at AND r.expires_at > p.at) r
            """;

    /** First half of the key of the lock; no other lock of this database has it. */
    private static final int LOCK = 7_001;

    private final JdbcClient jdbc;

    SpendingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A moment's look.
     *
     * @param at the moment, as the database writes it
     */
    record Running(Timestamp at, Map<Period, Spending> spending) {}

    /** Reservation that ended. */
    record Returned(Timestamp reservedAt, Spend most) {}

    /** Whoever reserves for this tenant at the same time waits here until the transaction ends, on any replica. */
    void lock(String tenantId) {
        jdbc.sql("SELECT pg_advisory_xact_lock(?, hashtext(?))")
                .params(LOCK, tenantId)
                .query(row -> {});
    }

    Running running(String tenantId) {
        Map<Period, Spending> spending = new EnumMap<>(Period.class);
        Timestamp at = jdbc.sql(RUNNING)
                .param("tenant", tenantId)
                .query((row, n) -> {
                    spending.put(Period.ofText(row.getString("period")), spending(row));
                    return row.getTimestamp("at");
                })
                .list()
                .getFirst();
        return new Running(at, spending);
    }

    void reserve(String tenantId, UUID requestId, Spend most, Timestamp at, Duration lease) {
        jdbc.sql("DELETE FROM llm_reservations WHERE tenant_id = ? AND expires_at <= clock_timestamp()")
                .param(tenantId)
                .update();
        jdbc.sql("""
                INSERT INTO llm_reservations (tenant_id, request_id, tokens, cost, reserved_at, expires_at)
                VALUES (:tenant, :request, :tokens, :cost, :at, clock_timestamp() + :lease * interval '1 ms')
                """)
                .param("tenant", tenantId)
                .param("request", requestId)
                .param("tokens", most.tokens())
                .param("cost", most.cost())
                .param("at", at)
                .param("lease", lease.toMillis())
                .update();
    }

    Optional<Returned> takeBack(String tenantId, UUID requestId) {
        return jdbc.sql("""
                DELETE FROM llm_reservations WHERE tenant_id = ? AND request_id = ? RETURNING reserved_at, tokens, cost
                """)
                .params(tenantId, requestId)
                .query((row, n) -> new Returned(row.getTimestamp("reserved_at"), spend(row, "")))
                .optional();
    }

    /**
     * Counts what a call came to.
     *
     * @param at when it was permitted; now if null
     */
    void add(String tenantId, Spend spend, @Nullable Timestamp at) {
        jdbc.sql("""
                INSERT INTO llm_spending AS s (tenant_id, period, starts_at, tokens, cost)
                SELECT :tenant, unit, date_trunc(unit, at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC', :tokens, :cost
                FROM coalesce(:at::timestamptz, clock_timestamp()) AS at, unnest(ARRAY['day', 'month']) AS unit
                ON CONFLICT (tenant_id, period, starts_at)
                    DO UPDATE SET tokens = s.tokens + excluded.tokens, cost = s.cost + excluded.cost
                """)
                .param("tenant", tenantId)
                .param("at", at)
                .param("tokens", spend.tokens())
                .param("cost", spend.cost())
                .update();
    }

    private static Spending spending(ResultSet row) throws SQLException {
        Instant firstReturn = instant(row, "first_return");
        return new Spending(
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                spend(row, ""),
                spend(row, "reserved_"),
                firstReturn);
    }

    private static Spend spend(ResultSet row, String prefix) throws SQLException {
        return new Spend(row.getLong(prefix + "tokens"), row.getBigDecimal(prefix + "cost"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
