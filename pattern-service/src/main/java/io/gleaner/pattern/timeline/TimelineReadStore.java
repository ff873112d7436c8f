package io.gleaner.pattern.timeline;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.timeline.Timeline.Step;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Steps of an operation, from the tables of the features that took them. */
final class TimelineReadStore {

    /** Named in one step at most; what is more is only counted. */
    private static final int MOST_NAMED = 20;

    /** Windows and calls of one operation. */
    private static final int MOST_STEPS = 20;

    /**
     * The windows that an operation's records fell into are those whose last event came after the first record, up to the
     * first whose last event came after the last one; if none has closed yet, the open one. Of suggestions that were
     * decided before, the operation changed nothing; for others it waits since its window closed.
     */
    private static final String STEPS = """
            WITH learned AS (
                SELECT min(learned_at) AS first, max(learned_at) AS last, count(*) AS records,
                    count(*) FILTER (WHERE learnable) AS learnable
                FROM classification_evidence WHERE operation_id = $1 HAVING count(learned_at) > 0),
            closed AS (
                SELECT w.*, bool_or(w.last_event_at >= l.last) OVER (ORDER BY w.last_event_at
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS later, w.last_event_at >= l.last AS whole
                FROM learned l, LATERAL (SELECT * FROM closed_windows c
                    WHERE c.kind = 'classification' AND c.last_event_at >= l.first
                    ORDER BY c.last_event_at LIMIT $2) w),
            signatures AS (
                SELECT DISTINCT field, signature FROM classification_evidence
                WHERE operation_id = $1 AND signature IS NOT NULL),
            touched AS MATERIALIZED (
                SELECT s.* FROM signatures t JOIN suggestions s USING (field, signature), learned l
                WHERE s.status IN ('waiting', 'validating') OR coalesce(s.decided_at, s.updated_at) >= l.first)
            SELECT step, at, details::text AS details FROM (
            SELECT 'learned' AS step, last AS at,
                jsonb_build_object('records', records, 'learnable', learnable) AS details FROM learned
            UNION ALL
            SELECT 'window', closed_at, jsonb_build_object('opened_at', utc(opened_at), 'closed_at', utc(closed_at),
                'reason', reason, 'events', events) FROM closed WHERE later IS NOT TRUE
            UNION ALL
            SELECT 'window', w.opened_at, jsonb_build_object('opened_at', utc(w.opened_at),
                'closes_at', CASE WHEN w.reason <> 'HELD' THEN utc(w.due_at) END,
                'reason', CASE WHEN w.reason <> 'HELD' THEN lower(w.reason) ELSE coalesce(s.mode, 'lazy') END,
                'events', w.events)
            FROM learned l, pending_pattern_checks w LEFT JOIN learning_settings s USING (tenant_id)
            WHERE w.kind = 'classification' AND w.last_event_at >= l.first
                AND NOT EXISTS (SELECT FROM closed c WHERE c.whole)
            UNION ALL
            SELECT 'waiting', greatest(min(created_at), (SELECT max(closed_at) FROM closed WHERE later IS NOT TRUE)),
                jsonb_build_object(
                'waiting_for', CASE WHEN EXISTS (SELECT FROM learning_settings WHERE mode = 'off') THEN 'off'
                    WHEN min(next_attempt_at) > clock_timestamp() AND min(next_attempt_at) > coalesce(opens_at, '-infinity')
                        THEN waiting_for
                    WHEN opens_at > clock_timestamp() THEN 'rate' END,
                'next_attempt_at', utc(greatest(min(next_attempt_at), opens_at)),
                'suggestions', count(*), 'suggestion_ids', %1$s)
            FROM touched LEFT JOIN llm_permits p ON p.purpose = 'suggestion_validation'
            WHERE status = 'waiting' GROUP BY waiting_for, opens_at
            UNION ALL
            (SELECT 'called', c.ended_at - c.latency_ms * interval '1 ms',
                jsonb_build_object('purpose', c.purpose, 'model', c.model, 'outcome', c.outcome)
            FROM learned l, llm_calls c WHERE c.purpose = 'suggestion_validation' AND c.ended_at >= l.first
                AND c.subject_ids && ARRAY(SELECT suggestion_id FROM touched)
            ORDER BY c.ended_at LIMIT $2)
            UNION ALL
            SELECT 'called', min(r.created_at), jsonb_build_object('purpose', r.purpose, 'model', NULL, 'outcome', r.status)
            FROM llm_requests r WHERE r.status = 'calling'
                AND r.request_id IN (SELECT request_id FROM touched WHERE status = 'validating') GROUP BY r.request_id
            UNION ALL
            SELECT 'decided', max(coalesce(decided_at, updated_at)), jsonb_build_object('outcome', status,
                'suggestion_id', min(suggestion_id::text), 'suggestions', count(*), 'suggestion_ids', %1$s)
            FROM touched WHERE status NOT IN ('waiting', 'validating') GROUP BY status
            UNION ALL
            SELECT 'applied', max(p.created_at), jsonb_build_object('pattern_id', min(p.pattern_id::text),
                'patterns', count(*), 'pattern_ids', trim_array(array_agg(p.pattern_id ORDER BY p.pattern_id),
                    greatest(count(*)::int - $3, 0)))
            FROM patterns p JOIN touched t USING (suggestion_id) HAVING count(*) > 0) steps
            ORDER BY at
            """.formatted(
                    "trim_array(array_agg(suggestion_id ORDER BY suggestion_id), greatest(count(*)::int - $3, 0))");

    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private final TenantSession session;

    TimelineReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<List<Step>> of(String tenantId, String operationId) {
        return session.list(
                tenantId,
                database -> database.sql(STEPS)
                        .bind(0, operationId)
                        .bind(1, MOST_STEPS)
                        .bind(2, MOST_NAMED),
                TimelineReadStore::step);
    }

    private static Step step(Readable row) {
        return new Step(
                required(row, "step", String.class),
                required(row, "at", Instant.class),
                EventJson.MAPPER.readValue(required(row, "details", String.class), DETAILS));
    }
}
