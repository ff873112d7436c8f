package io.gleaner.tracking.activity;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** How a tenant's activities read. */
final class ActivityStore {

    private static final TypeReference<TreeMap<String, String>> DETAILS = new TypeReference<>() {};

    private static final String ROWS = """
            SELECT tenant_id, sequence, source, event_id, activity_id, user_id, type, details::text AS details, ip,
                   user_agent, trace_id, occurred_at, logged_at, previous_hash, hash
            FROM activity_logs WHERE true""";

    private static final String HEAD = "SELECT sequence, hash, statement_timestamp() AS read_at FROM activity_heads";

    /** Rows that a check has in memory. */
    private static final int FETCHED = 500;

    private final TenantSession session;

    ActivityStore(TenantSession session) {
        this.session = session;
    }

    /** Newest first. */
    Mono<Page<ActivityView>> page(String tenantId, ActivityFilter filter, PageRequest request, @Nullable Long before) {
        return session.list(
                        tenantId,
                        database -> bind(database.sql(pageOf(filter, before)), filter, before)
                                .bind("rows", request.limit() + 1),
                        row -> ActivityView.of(link(row)))
                .map(rows -> Page.of(rows, request.limit(), row -> Cursor.of(row.sequence())));
    }

    /** The statement of a page; {@code :rows} and {@code :before} are for the caller to bind, and so is the filter. */
    static String pageOf(ActivityFilter filter, @Nullable Long before) {
        return ROWS + filter.conditions() + (before == null ? "" : " AND sequence < :before")
                + " ORDER BY sequence DESC LIMIT :rows";
    }

    /** Follows the chain from its first row, {@value #FETCHED} rows at a time. */
    Mono<Verification> verify(String tenantId) {
        return session.one(
                tenantId,
                database -> head(database)
                        .flatMap(head -> database.sql(ROWS + " ORDER BY sequence")
                                .filter(statement -> statement.fetchSize(FETCHED))
                                .map(ActivityStore::link)
                                .all()
                                .reduce(ChainCheck.upTo(head), ChainCheck::with))
                        .map(ChainCheck::end));
    }

    private static Mono<Head> head(DatabaseClient database) {
        return database.sql(HEAD)
                .map(row -> new Head(
                        required(row, "sequence", Long.class),
                        required(row, "hash", String.class),
                        required(row, "read_at", Instant.class)))
                .one()
                .defaultIfEmpty(new Head(0, Head.NOTHING_BEFORE, Instant.EPOCH));
    }

    private static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, ActivityFilter filter, @Nullable Long before) {
        DatabaseClient.GenericExecuteSpec bound = statement.bindValues(filter.parameters());
        return before == null ? bound : bound.bind("before", before);
    }

    private static Link link(Readable row) {
        return new Link(
                entry(row),
                required(row, "sequence", Long.class),
                required(row, "logged_at", Instant.class),
                required(row, "previous_hash", String.class),
                required(row, "hash", String.class));
    }

    private static Entry entry(Readable row) {
        return new Entry(
                required(row, "tenant_id", String.class),
                required(row, "source", String.class),
                required(row, "event_id", String.class),
                required(row, "activity_id", String.class),
                required(row, "user_id", String.class),
                required(row, "type", String.class),
                EventJson.MAPPER.readValue(required(row, "details", String.class), DETAILS),
                row.get("ip", String.class),
                row.get("user_agent", String.class),
                row.get("trace_id", String.class),
                required(row, "occurred_at", Instant.class));
    }
}
