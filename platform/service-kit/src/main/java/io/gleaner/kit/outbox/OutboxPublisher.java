package io.gleaner.kit.outbox;

import io.gleaner.contracts.EventType;
import io.gleaner.contracts.EventTypes;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.events.EventPublisher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.KafkaException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes announcements in the order they were written and forgets them when the broker has them. One replica at a
 * time holds the lock, so the order is one over all replicas.
 */
final class OutboxPublisher {

    private static final int BATCH = 500;
    private static final long LOCK = 0x676c6561_6f757462L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EventPublisher publisher;

    OutboxPublisher(JdbcClient jdbc, TransactionTemplate transaction, EventPublisher publisher) {
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
        return jdbc.sql("SELECT * FROM outbox ORDER BY id LIMIT ?")
                .param(BATCH)
                .query(OutboxPublisher::read)
                .list();
    }

    private int publish(List<Announcement> announcements) {
        if (announcements.isEmpty()) {
            return 0;
        }
        await(publisher.publishAll(
                announcements.stream().map(Announcement::event).toList()));
        Long[] ids = announcements.stream().map(Announcement::id).toArray(Long[]::new);
        jdbc.sql("DELETE FROM outbox WHERE id = ANY (?)").param(ids).update();
        return announcements.size();
    }

    private static void await(CompletableFuture<Void> sent) {
        try {
            sent.join();
        } catch (CompletionException e) {
            throw new KafkaException("announcements stay in the outbox: the broker does not take them", e.getCause());
        }
    }

    private static Announcement read(ResultSet row, int n) throws SQLException {
        EventType<?> type = EventTypes.of(row.getString("type")).orElseThrow();
        return new Announcement(row.getLong("id"), read(row, type));
    }

    private static <E> Event<E> read(ResultSet row, EventType<E> type) throws SQLException {
        return new Event<>(
                row.getString("event_id"),
                row.getString("tenant_id"),
                row.getString("row_id"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("traceparent"),
                type,
                EventJson.MAPPER.readValue(row.getString("payload"), type.payload()));
    }

    private record Announcement(long id, Event<?> event) {}
}
