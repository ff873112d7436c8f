package io.gleaner.kit.deadletters;

import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.events.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The table of dead letters, for those who change it. */
final class LetterStore {

    private static final String KEEP = """
            INSERT INTO dead_letters (letter_id, tenant_id, consumer, topic, partition, "offset", reason, error, event_id,
                event_type, event_source, event_time, record_key, headers, payload)
            VALUES (:id, :tenant, :consumer, :topic, :partition, :offset, :reason, :error, :event,
                :type, :source, :time::timestamptz, :key, :headers::jsonb, :payload)
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK = """
            SELECT tenant_id, consumer, topic, partition, "offset", reason, error, record_key, headers::text, payload,
                arrived_at, status
            FROM dead_letters WHERE letter_id = ? FOR UPDATE
            """;

    private static final String REDRIVEN = """
            UPDATE dead_letters SET status = 'redriven', redriven_at = clock_timestamp(), redriven_by = ?
            WHERE letter_id = ?
            """;

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    LetterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A letter as it stands, and what has become of it. */
    record Kept(Letter letter, java.time.Instant arrivedAt, String status) {}

    /** Says whether it was not there yet. */
    boolean keep(Letter letter) {
        Letter.Origin origin = letter.origin();
        return jdbc.sql(KEEP)
                        .param("id", Ids.next())
                        .param("tenant", letter.tenantId())
                        .param("consumer", origin.consumer())
                        .param("topic", origin.topic())
                        .param("partition", origin.partition())
                        .param("offset", origin.offset())
                        .param("reason", letter.reason())
                        .param("error", letter.error())
                        .param("event", letter.attribute("id"))
                        .param("type", letter.attribute("type"))
                        .param("source", letter.attribute("source"))
                        .param("time", letter.time().map(Object::toString).orElse(null))
                        .param("key", letter.key())
                        .param("headers", EventJson.MAPPER.writeValueAsString(letter.headers()))
                        .param("payload", letter.payload())
                        .update()
                == 1;
    }

    /** The letter, which nobody else redrives until the transaction ends. */
    Optional<Kept> lock(UUID id) {
        return jdbc.sql(LOCK).param(id).query(LetterStore::read).optional();
    }

    void redriven(UUID id, String userId) {
        jdbc.sql(REDRIVEN).params(userId, id).update();
    }

    private static Kept read(ResultSet row, int n) throws SQLException {
        Letter letter = new Letter(
                row.getString("tenant_id"),
                new Letter.Origin(
                        row.getString("consumer"),
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("offset")),
                row.getString("reason"),
                row.getString("error"),
                row.getString("record_key"),
                EventJson.MAPPER.readValue(row.getString("headers"), TEXTS),
                payload(row));
        return new Kept(letter, row.getTimestamp("arrived_at").toInstant(), row.getString("status"));
    }

    private static byte @Nullable [] payload(ResultSet row) throws SQLException {
        return row.getBytes("payload");
    }
}
