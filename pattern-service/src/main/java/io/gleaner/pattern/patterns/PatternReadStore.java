package io.gleaner.pattern.patterns;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.gleaner.pattern.core.Conditions;
import io.gleaner.pattern.core.PatternStatus;
import io.gleaner.pattern.core.PatternUse;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Patterns as clients see them, newest first; deleted ones are gone. */
final class PatternReadStore {

    private static final String SELECT = """
            SELECT p.pattern_id, p.row_version, p.field, p.label, p.tokens, p.direction, p.amount_min, p.amount_max,
                p.account_id, p.currency, p.status, p.paused_reason, p.priority, p.suggestion_id, p.created_at,
                coalesce(u.hits, 0) AS hits, coalesce(u.corrected, 0) AS corrected, coalesce(u.recent, 0) AS recent,
                coalesce(u.recent_right, 0) AS recent_right
            FROM patterns p LEFT JOIN pattern_uses u ON u.tenant_id = p.tenant_id AND u.pattern_id = p.pattern_id
            WHERE p.status <> 'deleted'
            """;

    private static final String PAGE = SELECT + """
                AND ($1::text IS NULL OR p.status = $1) AND ($2::text IS NULL OR p.field = $2)
                AND ($3::uuid IS NULL OR p.pattern_id < $3)
            ORDER BY p.pattern_id DESC LIMIT $4
            """;

    private final TenantSession session;

    PatternReadStore(TenantSession session) {
        this.session = session;
    }

    /** Which patterns a list is about; an empty part asks for nothing. */
    record Filter(Optional<PatternStatus> status, Optional<String> field) {}

    Mono<PatternView> find(String tenantId, UUID id) {
        return session.one(
                tenantId,
                database -> database.sql(SELECT + " AND p.pattern_id = $1")
                        .bind(0, id)
                        .map(PatternReadStore::view)
                        .one());
    }

    Mono<Page<PatternView>> page(String tenantId, Filter filter, PageRequest page) {
        UUID before = page.idPosition();
        return session.list(
                        tenantId,
                        database -> database.sql(PAGE)
                                .bind(
                                        0,
                                        Parameters.in(
                                                R2dbcType.VARCHAR,
                                                filter.status()
                                                        .map(PatternStatus::text)
                                                        .orElse(null)))
                                .bind(
                                        1,
                                        Parameters.in(
                                                R2dbcType.VARCHAR,
                                                filter.field().orElse(null)))
                                .bind(2, before == null ? Parameters.in(UUID.class) : Parameters.in(before))
                                .bind(3, page.limit() + 1),
                        PatternReadStore::view)
                .map(rows -> Page.of(rows, page.limit(), view -> Cursor.of(view.patternId())));
    }

    private static PatternView view(Readable row) {
        PatternUse use = new PatternUse(
                required(row, "hits", Long.class),
                required(row, "corrected", Long.class),
                required(row, "recent", Long.class),
                required(row, "recent_right", Long.class));
        return new PatternView(
                required(row, "pattern_id", UUID.class),
                required(row, "row_version", Long.class),
                required(row, "field", String.class),
                required(row, "label", String.class),
                List.of(required(row, "tokens", String[].class)),
                conditions(row),
                required(row, "status", String.class),
                row.get("paused_reason", String.class),
                required(row, "priority", Integer.class),
                use.hits(),
                use.corrected(),
                use.precision().orElse(null),
                required(row, "suggestion_id", UUID.class),
                required(row, "created_at", Instant.class));
    }

    private static Conditions conditions(Readable row) {
        return new Conditions(
                row.get("direction", String.class),
                row.get("amount_min", BigDecimal.class),
                row.get("amount_max", BigDecimal.class),
                row.get("account_id", String.class),
                row.get("currency", String.class));
    }
}
