package io.gleaner.kit.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The database session whose advisory lock makes a relay the leader of its slot. Whoever loses the session has lost the
 * lock, so the session does nothing else than hold it and look after the slot.
 */
final class LeaderSession implements AutoCloseable {

    private static final int ANSWER_SECONDS = 2;

    private final Connection connection;
    private final String slot;

    LeaderSession(Connection connection, String slot) {
        this.connection = connection;
        this.slot = slot;
    }

    /** Asks once instead of waiting: a statement that waits for days would keep the server from vacuuming. */
    boolean tryLead() throws SQLException {
        return ask("SELECT pg_try_advisory_lock(hashtextextended(?, 0))", row -> row.getBoolean(1), slot)
                .getFirst();
    }

    /** Whether the session still stands, and the lock with it. */
    boolean stands() {
        try {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends the stream of a former leader that has not noticed yet that it is one. */
    void endFormerStream() throws SQLException {
        ask(
                "SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots"
                        + " WHERE slot_name = ? AND active_pid IS NOT NULL",
                row -> row.getBoolean(1),
                slot);
    }

    /** The slot, if the server has it. */
    Optional<Slot> slot() throws SQLException {
        return ask(
                        "SELECT coalesce(wal_status = 'lost' OR invalidation_reason IS NOT NULL, false),"
                                + " coalesce(confirmed_flush_lsn, '0/0') - '0/0'::pg_lsn"
                                + " FROM pg_replication_slots WHERE slot_name = ?",
                        row -> new Slot(row.getBoolean(1), row.getLong(2)),
                        slot)
                .stream()
                .findFirst();
    }

    /** What the slot holds back at this time, if the server has the slot. */
    Optional<HeldLog> heldLog(Instant now) throws SQLException {
        return ask(
                        "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::float8,"
                                + " coalesce(safe_wal_size::float8, 'NaN')"
                                + " FROM pg_replication_slots WHERE slot_name = ? AND restart_lsn IS NOT NULL",
                        row -> new HeldLog(row.getDouble(1), row.getDouble(2), now),
                        slot)
                .stream()
                .findFirst();
    }

    void dropSlot() throws SQLException {
        ask("SELECT pg_drop_replication_slot(?)", row -> true, slot);
    }

    /** Those of the tables that the publication lacks, or whose updates leave out long values. */
    Set<String> unprepared(Set<String> tables, String publication) throws SQLException {
        Set<String> unprepared = new TreeSet<>(tables);
        unprepared.removeAll(ask(
                "SELECT p.tablename FROM pg_publication_tables p"
                        + " JOIN pg_class c ON c.oid = format('%I.%I', p.schemaname, p.tablename)::regclass"
                        + " WHERE p.pubname = ? AND p.schemaname = 'public' AND c.relreplident = 'f'",
                row -> row.getString(1), publication));
        return unprepared;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the server ends the session, and with it the lock, when the socket is gone
        }
    }

    private <T> List<T> ask(String sql, Answer<T> answer, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> answers = new ArrayList<>();
                while (rows.next()) {
                    answers.add(answer.read(rows));
                }
                return answers;
            }
        }
    }

    @FunctionalInterface
    private interface Answer<T> {
        T read(ResultSet row) throws SQLException;
    }
}
