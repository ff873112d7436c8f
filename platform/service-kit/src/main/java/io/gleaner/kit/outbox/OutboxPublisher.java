package io.gleaner.kit.outbox;

import io.gleaner.contracts.EventType;
import io.gleaner.contracts.EventTypes;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes announcements in the order they were written and forgets them when the broker has them. One replica at a
 * time holds the lock, so the order is one over all replicas.
 */
final class OutboxPublisher {

    private static final int BATCH = 500;

    /** A newer version's announcements wait for a replica of that version. */
    private static final String[] KNOWN_TYPES =
            EventTypes.ALL.stream().map(EventType::type).toArray(String[]::new);

    private static final long LOCK = 0x676c6561_6f757462L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AnnouncementPublisher publisher;

    OutboxPublisher(JdbcClient jdbc, TransactionTemplate transaction, AnnouncementPublisher publisher) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.publisher = publisher;
    }

    /** Publishes the oldest announcements; says whether there may be more. */
    boolean publishSome() {
        return Boolean.TRUE.equals(transaction.execute(status -> locked() && publish(oldest()) == BATCH));
    }

    private boolean locked() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    private List<Announcement> oldest() {
        return jdbc.sql("SELECT * FROM outbox WHERE type = ANY (?) ORDER BY id LIMIT ?")
                .param(KNOWN_TYPES)
                .param(BATCH)
                .query(OutboxPublisher::read)
                .list();
    }

    private int publish(List<Announcement> announcements) {
        if (announcements.isEmpty()) {
            return 0;
        }
        publisher.publish(announcements);
        Long[] ids = announcements.stream().map(Announcement::id).toArray(Long[]::new);
        jdbc.sql("DELETE FROM outbox WHERE id = ANY (?)").param(ids).update();
        return announcements.size();
    }

    private static Announcement read(ResultSet row, int n) throws SQLException {
        return new Announcement(
                row.getLong("id"),
                row.getString("tenant_id"),
                row.getString("event_id"),
                row.getString("row_id"),
                EventTypes.of(row.getString("type")).orElseThrow(),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("traceparent"),
                row.getString("payload"),
                source(row.getString("source")));
    }

    private static @Nullable URI source(@Nullable String source) {
        return source == null ? null : URI.create(source);
    }
}
