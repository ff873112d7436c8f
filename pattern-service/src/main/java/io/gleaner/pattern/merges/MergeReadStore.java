package io.gleaner.pattern.merges;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Proposals as clients see them, newest first. */
final class MergeReadStore {

    private static final String SELECT = """
            SELECT m.*, f.pattern_id AS from_id, i.pattern_id AS into_id
            FROM merge_proposals m
                LEFT JOIN operation_patterns f ON f.tenant_id = m.tenant_id AND f.signature = m.from_signature
                LEFT JOIN operation_patterns i ON i.tenant_id = m.tenant_id AND i.signature = m.into_signature
            """;

    private static final String PAGE = SELECT + """
            WHERE ($1::text IS NULL OR m.status = $1) AND ($2::uuid IS NULL OR m.merge_id < $2)
            ORDER BY m.merge_id DESC LIMIT $3
            """;

    private final TenantSession session;

    MergeReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<MergeView> find(String tenantId, UUID mergeId) {
        return session.one(
                tenantId,
                database -> database.sql(SELECT + "WHERE m.merge_id = $1")
                        .bind(0, mergeId)
                        .map(MergeReadStore::view)
                        .one());
    }

    Mono<Page<MergeView>> page(String tenantId, Optional<String> status, PageRequest page) {
        UUID before = page.idPosition();
        return session.list(
                        tenantId,
                        database -> database.sql(PAGE)
                                .bind(0, Parameters.in(R2dbcType.VARCHAR, status.orElse(null)))
                                .bind(1, before == null ? Parameters.in(UUID.class) : Parameters.in(before))
                                .bind(2, page.limit() + 1),
                        MergeReadStore::view)
                .map(rows -> Page.of(rows, page.limit(), view -> Cursor.of(view.mergeId())));
    }

    private static MergeView view(Readable row) {
        return new MergeView(
                required(row, "merge_id", UUID.class),
                row.get("from_id", UUID.class),
                required(row, "from_signature", String.class),
                row.get("into_id", UUID.class),
                required(row, "into_signature", String.class),
                required(row, "similarity", BigDecimal.class),
                required(row, "from_input", String.class),
                required(row, "into_input", String.class),
                required(row, "status", String.class),
                required(row, "proposed_at", Instant.class),
                row.get("decided_by", String.class),
                row.get("decided_at", Instant.class));
    }
}
