package io.gleaner.pattern.operations;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.paging.PageRequest;
import io.gleaner.pattern.core.workflows.Steadiness;
import io.gleaner.pattern.core.workflows.Sum;
import io.gleaner.pattern.operations.OperationDetail.ReviewView;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The occurrences of a pattern, and what people said of them. */
final class OccurrenceReadStore {

    private static final String PAGE = """
            SELECT o.*, o.characteristics::text AS traits, r.run ->> 'nl_input' AS nl_input, v.correct
            FROM pattern_occurrences o
                JOIN workflow_runs r ON r.tenant_id = o.tenant_id AND r.workflow_id = o.workflow_id
                LEFT JOIN occurrence_verdicts v ON v.tenant_id = o.tenant_id AND v.pattern_id = o.pattern_id
                    AND v.workflow_id = o.workflow_id
            WHERE o.pattern_id = $1
            """;
    private static final String BEHIND = " AND (o.happened_at, o.workflow_id) < ($3::timestamptz, $4)";
    private static final String NEWEST_FIRST = " ORDER BY o.happened_at DESC, o.workflow_id DESC LIMIT $2";

    private static final String ACCURACY = """
            SELECT count(*) AS judged, count(*) FILTER (WHERE correct) AS correct
            FROM occurrence_verdicts WHERE pattern_id = $1
            """;

    private static final String REVIEWS =
            "SELECT * FROM operation_reviews WHERE pattern_id = $1 ORDER BY review_id DESC LIMIT 100";

    /** Sums by week, and sums of all weeks up to each; a duration of 0 is none. */
    private static final String WEEKS = """
            SELECT * FROM (
                SELECT week, n, known_costs, costs, judged, correct,
                    sum(n) OVER up_to AS total, sum(known_durations) OVER up_to AS known_durations,
                    sum(durations) OVER up_to AS durations, sum(squares) OVER up_to AS squares,
                    sum(errors) OVER up_to AS errors, sum(retries) OVER up_to AS retries
                FROM (
                    SELECT date_trunc('week', o.happened_at AT TIME ZONE 'UTC')::date AS week, count(*) AS n,
                        count(o.cost) AS known_costs, coalesce(sum(o.cost), 0) AS costs,
                        count(*) FILTER (WHERE o.duration <> 0) AS known_durations,
                        coalesce(sum(o.duration), 0) AS durations,
                        coalesce(sum(o.duration * o.duration), 0) AS squares,
                        sum(o.errors) AS errors, sum(o.retries) AS retries,
                        count(v.correct) AS judged, count(*) FILTER (WHERE v.correct) AS correct
                    FROM pattern_occurrences o
                        LEFT JOIN occurrence_verdicts v ON v.tenant_id = o.tenant_id AND v.pattern_id = o.pattern_id
                            AND v.workflow_id = o.workflow_id
                    WHERE o.pattern_id = $1 GROUP BY 1) by_week
                WINDOW up_to AS (ORDER BY week)) weeks
            """;

    private final TenantSession session;

    OccurrenceReadStore(TenantSession session) {
        this.session = session;
    }

    /** Newest first. */
    Mono<Page<OccurrenceView>> page(String tenantId, UUID patternId, PageRequest page) {
        @Nullable List<String> position = page.position(2);
        return session.list(
                        tenantId,
                        database -> {
                            var statement = database.sql(PAGE + (position == null ? "" : BEHIND) + NEWEST_FIRST)
                                    .bind(0, patternId)
                                    .bind(1, page.limit() + 1);
                            return position == null
                                    ? statement
                                    : statement.bind(2, position.getFirst()).bind(3, position.getLast());
                        },
                        OccurrenceReadStore::occurrence)
                .map(rows -> Page.of(rows, page.limit(), view -> Cursor.of(view.happenedAt(), view.workflowId())));
    }

    /** Newest first. */
    Mono<Page<WeekView>> weeks(String tenantId, UUID patternId, PageRequest page) {
        @Nullable List<String> position = page.position(1);
        return session.list(
                        tenantId,
                        database -> {
                            var statement = database.sql(WEEKS
                                            + (position == null ? "" : " WHERE week < $3::date")
                                            + " ORDER BY week DESC LIMIT $2")
                                    .bind(0, patternId)
                                    .bind(1, page.limit() + 1);
                            return position == null ? statement : statement.bind(2, position.getFirst());
                        },
                        OccurrenceReadStore::week)
                .map(rows -> Page.of(rows, page.limit(), view -> Cursor.of(view.week())));
    }

    Mono<Accuracy> accuracy(String tenantId, UUID patternId) {
        return session.one(
                tenantId,
                database -> database.sql(ACCURACY)
                        .bind(0, patternId)
                        .map(OccurrenceReadStore::accuracy)
                        .one());
    }

    /** The latest, newest first. */
    Mono<List<ReviewView>> reviews(String tenantId, UUID patternId) {
        return session.list(
                tenantId, database -> database.sql(REVIEWS).bind(0, patternId), OccurrenceReadStore::review);
    }

    private static OccurrenceView occurrence(Readable row) {
        return new OccurrenceView(
                required(row, "workflow_id", String.class),
                row.get("nl_input", String.class),
                required(row, "similarity_score", Integer.class),
                required(row, "layer", String.class),
                required(row, "detected_at", Instant.class),
                required(row, "happened_at", Instant.class),
                row.get("tokens", Long.class),
                row.get("cost", BigDecimal.class),
                row.get("duration", BigDecimal.class),
                required(row, "errors", Integer.class),
                required(row, "retries", Integer.class),
                EventJson.MAPPER.readTree(required(row, "traits", String.class)),
                row.get("correct", Boolean.class));
    }

    private static WeekView week(Readable row) {
        Steadiness upToNow = new Steadiness(
                required(row, "total", Long.class),
                required(row, "total", Long.class),
                new Sum(required(row, "known_durations", Long.class), required(row, "durations", BigDecimal.class)),
                required(row, "squares", BigDecimal.class),
                required(row, "errors", BigDecimal.class),
                required(row, "retries", BigDecimal.class));
        Sum costs = new Sum(required(row, "known_costs", Long.class), required(row, "costs", BigDecimal.class));
        return new WeekView(
                required(row, "week", LocalDate.class),
                required(row, "n", Long.class),
                costs.mean(),
                upToNow.occurrences(),
                upToNow.confidence(),
                accuracy(row));
    }

    private static Accuracy accuracy(Readable row) {
        return Accuracy.of(required(row, "judged", Long.class), required(row, "correct", Long.class));
    }

    private static ReviewView review(Readable row) {
        return new ReviewView(
                required(row, "from_status", String.class),
                required(row, "to_status", String.class),
                row.get("notes", String.class),
                required(row, "reviewed_by", String.class),
                required(row, "reviewed_at", Instant.class));
    }
}
