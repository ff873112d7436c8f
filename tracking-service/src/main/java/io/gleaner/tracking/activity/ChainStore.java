package io.gleaner.tracking.activity;

import io.gleaner.kit.database.Columns;
import io.gleaner.kit.events.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chains of all tenants, to be gone on with. */
final class ChainStore {

    private static final String ADD_HEADS = """
            INSERT INTO activity_heads (tenant_id, hash)
            SELECT tenant, :nothing FROM unnest(:tenants::text[]) AS tenant
            ON CONFLICT DO NOTHING
            """;

    /** In the tenants' order: two that lock the same heads wait for each other, and not in a circle. */
    private static final String LOCK_HEADS = """
            SELECT tenant_id, sequence, hash, statement_timestamp() FROM activity_heads
            WHERE tenant_id = ANY(:tenants::text[]) ORDER BY tenant_id FOR UPDATE
            """;

    private static final String KNOWN = """
            SELECT tenant_id, source, event_id FROM activity_logs
            JOIN unnest(:tenants::text[], :sources::text[], :events::text[]) AS e (tenant_id, source, event_id)
                USING (tenant_id, source, event_id)
            """;

    private static final String APPEND = """
            INSERT INTO activity_logs (tenant_id, sequence, source, event_id, activity_id, user_id, type, details, ip,
                                       user_agent, trace_id, occurred_at, logged_at, previous_hash, hash)
            SELECT * FROM unnest(:tenants::text[], :sequences::bigint[], :sources::text[], :events::text[],
                :activities::text[], :users::text[], :types::text[], :details::jsonb[], :ips::text[], :agents::text[],
                :traces::text[], :occurred::timestamptz[], :logged::timestamptz[], :previous::text[], :hashes::text[])
            """;

    private static final String MOVE_HEADS = """
            UPDATE activity_heads h SET sequence = e.sequence, hash = e.hash
            FROM unnest(:tenants::text[], :sequences::bigint[], :hashes::text[]) AS e (tenant_id, sequence, hash)
            WHERE h.tenant_id = e.tenant_id
            """;

    private final JdbcClient jdbc;

    ChainStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The ends of these tenants' chains, which nobody else moves until the transaction is over. */
    Map<String, Head> lockHeads(List<String> tenants) {
        String[] ids = tenants.toArray(String[]::new);
        jdbc.sql(ADD_HEADS)
                .param("tenants", ids)
                .param("nothing", Head.NOTHING_BEFORE)
                .update();
        Map<String, Head> heads = new HashMap<>();
        RowCallbackHandler addHead = row -> heads.put(row.getString(1), head(row));
        jdbc.sql(LOCK_HEADS).param("tenants", ids).query(addHead);
        return heads;
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getLong(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }

    /** Those of them that are logged already. */
    Set<Entry.Key> known(List<Entry> entries) {
        Columns<Entry> columns = new Columns<>(entries);
        return new HashSet<>(jdbc.sql(KNOWN)
                .param("tenants", columns.texts(Entry::tenantId))
                .param("sources", columns.texts(Entry::source))
                .param("events", columns.texts(Entry::eventId))
                .query((row, n) -> new Entry.Key(row.getString(1), row.getString(2), row.getString(3)))
                .list());
    }

    void append(List<Link> links) {
        Columns<Link> columns = new Columns<>(links);
        jdbc.sql(APPEND)
                .param("tenants", columns.texts(link -> link.entry().tenantId()))
                .param("sequences", columns.longs(Link::sequence))
                .param("sources", columns.texts(link -> link.entry().source()))
                .param("events", columns.texts(link -> link.entry().eventId()))
                .param("activities", columns.texts(link -> link.entry().activityId()))
                .param("users", columns.texts(link -> link.entry().userId()))
                .param("types", columns.texts(link -> link.entry().type()))
                .param(
                        "details",
                        columns.texts(link ->
                                EventJson.MAPPER.writeValueAsString(link.entry().details())))
                .param("ips", columns.texts(link -> link.entry().ip()))
                .param("agents", columns.texts(link -> link.entry().userAgent()))
                .param("traces", columns.texts(link -> link.entry().traceId()))
                .param(
                        "occurred",
                        columns.texts(link -> link.entry().occurredAt().toString()))
                .param("logged", columns.texts(link -> link.loggedAt().toString()))
                .param("previous", columns.texts(Link::previousHash))
                .param("hashes", columns.texts(Link::hash))
                .update();
        moveHeads(links);
    }

    private void moveHeads(List<Link> links) {
        Map<String, Link> last = new HashMap<>();
        links.forEach(link -> last.put(link.entry().tenantId(), link));
        Columns<Link> columns = new Columns<>(last.values());
        jdbc.sql(MOVE_HEADS)
                .param("tenants", columns.texts(link -> link.entry().tenantId()))
                .param("sequences", columns.longs(Link::sequence))
                .param("hashes", columns.texts(Link::hash))
                .update();
    }
}
