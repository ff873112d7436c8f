package io.gleaner.pattern.operations;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.gleaner.pattern.core.workflows.OperationStatistics;
import io.gleaner.pattern.core.workflows.OperationStatistics.Recent;
import io.gleaner.pattern.core.workflows.OperationStatistics.ToolUse;
import io.gleaner.pattern.core.workflows.OperationStatus;
import io.gleaner.pattern.core.workflows.Steadiness;
import io.gleaner.pattern.core.workflows.Sum;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Patterns as clients see them. */
final class OperationReadStore {

    private static final String LIST = """
            SELECT * FROM operation_patterns
            WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR type = $2)
            """;

    private final TenantSession session;

    OperationReadStore(TenantSession session) {
        this.session = session;
    }

    /** Which patterns a list is about, in which order; an empty part asks for nothing. */
    record Filter(OperationSort sort, Optional<OperationStatus> status, Optional<String> type) {}

    Mono<OperationView> find(String tenantId, UUID patternId) {
        return session.one(
                tenantId,
                database -> database.sql("SELECT * FROM operation_patterns WHERE pattern_id = $1")
                        .bind(0, patternId)
                        .map(OperationReadStore::view)
                        .one());
    }

    Mono<Page<OperationView>> page(String tenantId, Filter filter, PageRequest page) {
        OperationSort sort = filter.sort();
        return session.list(tenantId, database -> statement(database, filter, page), OperationReadStore::view)
                .map(rows -> Page.of(rows, page.limit(), view -> Cursor.of(sort.positionOf(view), view.patternId())));
    }

    private static DatabaseClient.GenericExecuteSpec statement(
            DatabaseClient database, Filter filter, PageRequest page) {
        @Nullable List<String> position = page.position(2);
        String behind = position == null ? "" : filter.sort().behind("$4", "$5");
        DatabaseClient.GenericExecuteSpec statement = database.sql(
                        LIST + behind + filter.sort().orderBy() + " LIMIT $3")
                .bind(0, text(filter.status().map(OperationStatus::text)))
                .bind(1, text(filter.type()))
                .bind(2, page.limit() + 1);
        return position == null
                ? statement
                : statement.bind(3, position.getFirst()).bind(4, position.getLast());
    }

    private static Parameter text(Optional<String> value) {
        return Parameters.in(R2dbcType.VARCHAR, value.orElse(null));
    }

    private static OperationView view(Readable row) {
        OperationView.About about = new OperationView.About(
                required(row, "pattern_id", UUID.class),
                required(row, "signature", String.class),
                required(row, "type", String.class),
                required(row, "status", String.class),
                row.get("first_detected", Instant.class),
                row.get("last_seen", Instant.class),
                row.get("reviewed_by", String.class),
                row.get("reviewed_at", Instant.class),
                row.get("notes", String.class));
        return OperationView.of(about, statistics(row));
    }

    private static OperationStatistics statistics(Readable row) {
        long occurrences = required(row, "occurrences", Long.class);
        return new OperationStatistics(
                new Steadiness(
                        occurrences,
                        occurrences,
                        sum(row, "durations"),
                        required(row, "duration_squares", BigDecimal.class),
                        required(row, "errors", BigDecimal.class),
                        required(row, "retries", BigDecimal.class)),
                sum(row, "tokens"),
                sum(row, "costs"),
                new Recent(required(row, "recent", Long.class), required(row, "recent_costs", BigDecimal.class)),
                new ToolUse(required(row, "tool_runs", Long.class), sum(row, "tool_tokens"), sum(row, "tool_costs")));
    }

    private static Sum sum(Readable row, String column) {
        return new Sum(required(row, "known_" + column, Long.class), required(row, column, BigDecimal.class));
    }
}
