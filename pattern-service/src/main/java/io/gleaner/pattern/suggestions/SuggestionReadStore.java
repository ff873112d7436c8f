package io.gleaner.pattern.suggestions;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Tokens;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Suggestions as clients see them, newest first. */
final class SuggestionReadStore {

    /**
     * A waiting suggestion waits for its tenant's budget and permit, and for what an attempt said, the last of them; for
     * nothing while off.
     */
    private static final String SELECT = """
            SELECT s.suggestion_id, s.field, s.label, s.key, s.direction, s.occurrences, s.agreement, s.confidence,
                coalesce(s.stands_as, s.status) AS status, s.stands_as IS NOT NULL AS revalidating, s.reasoning, s.risk,
                s.model, s.tokens, s.labels::text AS labels, s.created_at, s.updated_at,
                CASE WHEN s.status = 'waiting' AND EXISTS (SELECT FROM learning_settings l
                        WHERE l.tenant_id = s.tenant_id AND l.mode = 'off') THEN 'off'
                    WHEN s.status <> 'waiting'
                        OR coalesce(greatest(s.next_attempt_at, p.opens_at, p.held_until), '-infinity') <= clock_timestamp()
                        THEN NULL
                    WHEN p.held_until >= greatest(s.next_attempt_at, p.opens_at) THEN 'budget'
                    WHEN p.opens_at >= coalesce(s.next_attempt_at, '-infinity') THEN 'rate'
                    ELSE s.waiting_for END AS waiting_for,
                CASE WHEN s.status = 'waiting'
                    THEN greatest(s.next_attempt_at, p.opens_at, p.held_until) END AS next_attempt_at,
                %s AS examples
            FROM suggestions s
                LEFT JOIN llm_permits p ON p.tenant_id = s.tenant_id AND p.purpose = 'suggestion_validation'
            """.formatted(Examples.OF_SUGGESTION);

    private static final String PAGE = SELECT + """
            WHERE ($1::text IS NULL OR coalesce(s.stands_as, s.status) = $1) AND ($2::uuid IS NULL OR s.suggestion_id < $2)
            ORDER BY s.suggestion_id DESC LIMIT $3
            """;

    private final TenantSession session;

    SuggestionReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<SuggestionView> find(String tenantId, UUID id) {
        return session.one(
                tenantId,
                database -> database.sql(SELECT + "WHERE s.suggestion_id = $1")
                        .bind(0, id)
                        .map(SuggestionReadStore::view)
                        .one());
    }

    Mono<Page<SuggestionView>> page(String tenantId, Optional<Status> status, PageRequest page) {
        return session.list(
                        tenantId,
                        database -> {
                            var statement = database.sql(PAGE).bind(2, page.limit() + 1);
                            statement = status.isPresent()
                                    ? statement.bind(0, status.get().text())
                                    : statement.bindNull(0, String.class);
                            UUID before = page.idPosition();
                            return before == null ? statement.bindNull(1, UUID.class) : statement.bind(1, before);
                        },
                        SuggestionReadStore::view)
                .map(rows -> Page.of(rows, page.limit(), view -> Cursor.of(view.suggestionId())));
    }

    private static SuggestionView view(Readable row) {
        return new SuggestionView(
                required(row, "suggestion_id", UUID.class),
                required(row, "field", String.class),
                row.get("label", String.class),
                required(row, "key", String.class),
                required(row, "direction", String.class),
                required(row, "occurrences", Long.class),
                required(row, "agreement", BigDecimal.class),
                row.get("confidence", BigDecimal.class),
                required(row, "status", String.class),
                required(row, "revalidating", Boolean.class),
                row.get("reasoning", String.class),
                row.get("risk", String.class),
                row.get("model", String.class),
                List.of(required(row, "examples", String[].class)),
                tokens(row),
                EventJson.MAPPER.readTree(required(row, "labels", String.class)),
                row.get("waiting_for", String.class),
                row.get("next_attempt_at", Instant.class),
                required(row, "created_at", Instant.class),
                required(row, "updated_at", Instant.class));
    }

    private static List<String> tokens(Readable row) {
        String[] narrower = row.get("tokens", String[].class);
        return narrower == null
                ? Tokens.ofKey(required(row, "key", String.class)).list()
                : List.of(narrower);
    }
}
