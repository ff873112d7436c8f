package io.gleaner.kit.deadletters;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.deadletters.LetterView.Content;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Dead letters as clients see them, newest first. */
final class LetterReadStore {

    private static final String COLUMNS = """
            letter_id, status, topic, partition, "offset", consumer, reason, error, event_id, event_type, event_source,
            event_time, arrived_at, redriven_at, redriven_by
            """;

    private static final String PAGE = "SELECT " + COLUMNS + """
            FROM dead_letters
            WHERE ($1::text IS NULL OR topic = $1) AND ($2::text IS NULL OR status = $2)
                AND ($3::uuid IS NULL OR letter_id < $3)
            ORDER BY letter_id DESC LIMIT $4
            """;

    private static final String ONE = "SELECT " + COLUMNS
            + ", record_key, headers::text AS headers, payload FROM dead_letters WHERE letter_id = $1";

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final TenantSession session;

    LetterReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<Page<LetterView>> page(String tenantId, Optional<String> topic, Optional<String> status, PageRequest page) {
        Optional<UUID> before = before(page);
        return session.list(
                        tenantId,
                        database -> {
                            GenericExecuteSpec query = database.sql(PAGE).bind(3, page.limit() + 1);
                            query = bind(query, 0, topic, String.class);
                            query = bind(query, 1, status, String.class);
                            return bind(query, 2, before, UUID.class);
                        },
                        row -> view(row, null))
                .map(rows -> Page.of(rows, page.limit(), view -> Cursor.of(view.letterId())));
    }

    Mono<LetterView> find(String tenantId, UUID id) {
        return session.one(
                tenantId,
                database -> database.sql(ONE)
                        .bind(0, id)
                        .map(row -> view(row, content(row)))
                        .one());
    }

    private static <T> GenericExecuteSpec bind(GenericExecuteSpec query, int index, Optional<T> value, Class<T> type) {
        return value.isPresent() ? query.bind(index, value.get()) : query.bindNull(index, type);
    }

    private static Optional<UUID> before(PageRequest page) {
        return Optional.ofNullable(page.position(1)).map(position -> {
            try {
                return UUID.fromString(position.getFirst());
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("cursor", "expected a next_cursor of this list");
            }
        });
    }

    private static LetterView view(Readable row, @Nullable Content content) {
        return new LetterView(
                required(row, "letter_id", UUID.class),
                required(row, "status", String.class),
                required(row, "topic", String.class),
                required(row, "partition", Integer.class),
                required(row, "offset", Long.class),
                required(row, "consumer", String.class),
                required(row, "reason", String.class),
                required(row, "error", String.class),
                row.get("event_id", String.class),
                row.get("event_type", String.class),
                row.get("event_source", String.class),
                row.get("event_time", Instant.class),
                required(row, "arrived_at", Instant.class),
                row.get("redriven_at", Instant.class),
                row.get("redriven_by", String.class),
                content);
    }

    private static Content content(Readable row) {
        byte[] payload = row.get("payload", byte[].class);
        return new Content(
                required(row, "record_key", String.class),
                EventJson.MAPPER.readValue(required(row, "headers", String.class), TEXTS),
                payload == null ? null : payloadOf(payload));
    }

    private static JsonNode payloadOf(byte[] payload) {
        try {
            JsonNode json = EventJson.MAPPER.readTree(payload);
            return json.isMissingNode() ? StringNode.valueOf("") : json;
        } catch (JacksonException e) {
            return StringNode.valueOf(new String(payload, StandardCharsets.UTF_8));
        }
    }
}
