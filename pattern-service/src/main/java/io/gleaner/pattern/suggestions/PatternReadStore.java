package io.gleaner.pattern.suggestions;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Patterns as clients see them, newest first. */
final class PatternReadStore {

    private static final String PAGE = """
            SELECT pattern_id, field, label, tokens, direction, status, priority, suggestion_id FROM patterns
            WHERE status <> 'deleted' AND ($1::uuid IS NULL OR pattern_id < $1)
            ORDER BY pattern_id DESC LIMIT $2
            """;

    private final TenantSession session;

    PatternReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<Page<PatternView>> page(String tenantId, PageRequest page) {
        return session.many(tenantId, database -> {
                    List<String> position = page.position(1);
                    var statement = database.sql(PAGE).bind(1, page.limit() + 1);
                    statement = position == null
                            ? statement.bindNull(0, UUID.class)
                            : statement.bind(0, Cursors.id(position.getFirst()));
                    return statement.map(PatternReadStore::view).all();
                })
                .collectList()
                .map(rows -> Page.of(rows, page.limit(), view -> Cursor.of(view.patternId())));
    }

    private static PatternView view(Readable row) {
        return new PatternView(
                required(row, "pattern_id", UUID.class),
                required(row, "field", String.class),
                required(row, "label", String.class),
                List.of(required(row, "tokens", String[].class)),
                new PatternView.Conditions(row.get("direction", String.class)),
                required(row, "status", String.class),
                required(row, "priority", Integer.class),
                required(row, "suggestion_id", UUID.class));
    }
}
