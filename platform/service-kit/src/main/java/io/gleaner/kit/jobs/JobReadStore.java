package io.gleaner.kit.jobs;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Jobs as clients see them, newest first. */
final class JobReadStore {

    private static final String JOBS = """
            SELECT *, input::text AS given, result::text AS brought,
                CASE WHEN total > 0 THEN least(done * 100 / total, 100) END AS percent,
                CASE WHEN status = 'running' AND done > 0 AND total > done
                    THEN clock_timestamp() + (clock_timestamp() - started_at) * ((total - done)::float8 / done) END AS eta
            FROM background_jobs
            """;

    private final TenantSession session;

    JobReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<Page<JobView>> page(String tenantId, PageRequest page) {
        String sql = JOBS + "WHERE $1::uuid IS NULL OR job_id < $1 ORDER BY job_id DESC LIMIT $2";
        return session.list(
                        tenantId,
                        database -> {
                            List<String> position = page.position(1);
                            var statement = database.sql(sql).bind(1, page.limit() + 1);
                            return position == null
                                    ? statement.bindNull(0, UUID.class)
                                    : statement.bind(0, cursor(position.getFirst()));
                        },
                        JobReadStore::view)
                .map(rows -> Page.of(rows, page.limit(), view -> Cursor.of(view.jobId())));
    }

    Mono<JobView> find(String tenantId, UUID jobId) {
        return session.one(
                tenantId,
                database -> database.sql(JOBS + "WHERE job_id = $1")
                        .bind(0, jobId)
                        .map(JobReadStore::view)
                        .one());
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cursor", "got '%s', expected a next_cursor of this list".formatted(text));
        }
    }

    private static JobView view(Readable row) {
        return new JobView(
                required(row, "job_id", UUID.class),
                required(row, "user_id", String.class),
                required(row, "type", String.class),
                required(row, "status", String.class),
                required(row, "priority", Integer.class),
                EventJson.MAPPER.readTree(required(row, "given", String.class)),
                json(row.get("brought", String.class)),
                new JobView.Progress(
                        required(row, "done", Long.class),
                        row.get("total", Long.class),
                        required(row, "unit", String.class),
                        row.get("percent", Long.class)),
                row.get("eta", Instant.class),
                required(row, "attempts", Integer.class),
                required(row, "max_retries", Integer.class),
                row.get("error", String.class),
                required(row, "scheduled_at", Instant.class),
                row.get("started_at", Instant.class),
                row.get("completed_at", Instant.class));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : EventJson.MAPPER.readTree(text);
    }
}
