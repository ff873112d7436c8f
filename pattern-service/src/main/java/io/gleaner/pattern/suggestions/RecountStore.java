package io.gleaner.pattern.suggestions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.gleaner.kit.database.Columns;
import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.core.Asked;
import io.gleaner.pattern.core.LabelCount;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.PatternStatus;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Standing;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Tally;
import io.gleaner.pattern.core.Tokens;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Counts of signatures and the suggestions that rest on them, many at once. Works in the caller's transaction. */
final class RecountStore {

    private static final String TOUCHED = "unnest(:fields::text[], :hashes::text[]) AS t (field, signature)";

    private static final String LABELS = """
            SELECT t.field, t.signature, o.label, count(*) AS transactions
            FROM %s JOIN classification_occurrences o USING (field, signature)
            WHERE o.tenant_id = :tenant GROUP BY 1, 2, 3
            """.formatted(TOUCHED);

    /** Open suggestions, and the approved ones of active patterns. */
    private static final String CHANGEABLE = """
            FROM %s JOIN suggestions s USING (field, signature)
            WHERE s.tenant_id = :tenant AND (s.status IN ('waiting', 'validating', 'pending_review', 'conflict')
                OR s.status = 'approved' AND EXISTS (SELECT FROM patterns p WHERE p.tenant_id = s.tenant_id
                    AND p.suggestion_id = s.suggestion_id AND p.status = 'active'))
            """.formatted(TOUCHED);

    /** Locked in one order by everybody who takes several. */
    private static final String LOCK =
            "SELECT s.suggestion_id " + CHANGEABLE + " ORDER BY s.suggestion_id FOR UPDATE OF s";

    /** An open one comes after an approved one, and hides it. Nothing is crossed any more beyond the highest threshold. */
    private static final String OPEN = """
            SELECT s.suggestion_id, s.field, s.signature, s.status, s.label, s.stands_as, s.asked_occurrences, s.crossed,
                CASE WHEN s.asked_occurrences < :highest THEN (SELECT count(*) FROM (
                    SELECT FROM classification_occurrences o JOIN classification_evidence e USING (tenant_id, tracking_id)
                    WHERE o.tenant_id = s.tenant_id AND o.signature = s.signature AND o.field = s.field
                        AND e.operation_id = ANY (s.asked_operations) LIMIT :highest) same)
                ELSE s.asked_occurrences END AS of_its_operations
            """ + CHANGEABLE + " ORDER BY s.status <> 'approved', s.suggestion_id";

    private static final String SETTLED = """
            SELECT t.field, t.signature, p.status, p.label, r.occurrences AS rejected
            FROM %s
                LEFT JOIN LATERAL (SELECT p.status, p.label FROM patterns p WHERE p.tenant_id = :tenant
                    AND p.field = t.field AND p.signature = t.signature
                    ORDER BY p.status <> 'active', p.pattern_id DESC LIMIT 1) p ON true
                LEFT JOIN LATERAL (SELECT s.occurrences FROM suggestions s WHERE s.tenant_id = :tenant
                    AND s.field = t.field AND s.signature = t.signature AND s.status = 'rejected'
                    ORDER BY s.suggestion_id DESC LIMIT 1) r ON true
            WHERE p.status IS NOT NULL OR r.occurrences IS NOT NULL
            """.formatted(TOUCHED);

    private static final String COLUMNS = """
            unnest(:ids::uuid[], :fields::text[], :hashes::text[], :statuses::text[], :labels::text[], :counts::text[],
                :occurrences::bigint[], :agreements::numeric[], :alikeRight::bigint[], :alikeWrong::bigint[],
                :ownRight::bigint[], :ownWrong::bigint[])
                AS c (id, field, signature, status, label, labels, occurrences, agreement, alike_right, alike_wrong,
                    own_right, own_wrong)
            """;

    /** The operations that a candidate's counts come from, as long as it can cross a threshold later. */
    private static final String OPERATIONS = """
            CASE WHEN c.occurrences < :highest THEN ARRAY(SELECT DISTINCT e.operation_id
                FROM classification_occurrences o JOIN classification_evidence e USING (tenant_id, tracking_id)
                WHERE o.tenant_id = :tenant AND o.signature = c.signature AND o.field = c.field)
            ELSE '{}' END
            """;

    /** A signature's key and direction are those of any of its occurrences: they are what it is made of. */
    private static final String RAISE = """
            INSERT INTO suggestions (suggestion_id, tenant_id, field, signature, key, direction, label, labels,
                occurrences, agreement, alike_right, alike_wrong, own_right, own_wrong, status, traceparent,
                asked_occurrences, asked_operations)
            SELECT c.id, :tenant, c.field, c.signature, e.key, e.direction, c.label, c.labels::jsonb, c.occurrences,
                c.agreement, c.alike_right, c.alike_wrong, c.own_right, c.own_wrong, c.status, :trace, c.occurrences, %s
            FROM %s CROSS JOIN LATERAL (
                SELECT e.key, e.direction
                FROM classification_occurrences o JOIN classification_evidence e USING (tenant_id, tracking_id)
                WHERE o.tenant_id = :tenant AND o.field = c.field AND o.signature = c.signature LIMIT 1) e
            WHERE EXISTS (SELECT FROM unnest(string_to_array(e.key, ' ')) token
                WHERE length(token) BETWEEN 1 AND :longest)
            ON CONFLICT (tenant_id, field, signature)
                WHERE status IN ('waiting', 'validating', 'pending_review', 'conflict') DO NOTHING
            RETURNING suggestion_id
            """.formatted(OPERATIONS, COLUMNS);

    private static final String REFRESH = """
            UPDATE suggestions s SET status = c.status, label = c.label, labels = c.labels::jsonb,
                occurrences = c.occurrences, agreement = c.agreement, alike_right = c.alike_right,
                alike_wrong = c.alike_wrong, own_right = c.own_right, own_wrong = c.own_wrong,
                traceparent = coalesce(:trace, s.traceparent),
                asked_occurrences = CASE c.status WHEN 'waiting' THEN c.occurrences ELSE s.asked_occurrences END,
                asked_operations = CASE c.status WHEN 'waiting' THEN %s ELSE s.asked_operations END,
                updated_at = clock_timestamp()
            FROM %s WHERE s.suggestion_id = c.id AND s.tenant_id = :tenant
            """.formatted(OPERATIONS, COLUMNS);

    /** A candidate again: it stays what it is for people. Each threshold does this once. */
    private static final String REOPEN = """
            UPDATE suggestions s SET status = 'waiting', stands_as = s.status, crossed = c.crossed, request_id = NULL, attempts = 0,
                next_attempt_at = NULL, waiting_for = NULL
            FROM unnest(:ids::uuid[], :crossed::bigint[]) AS c (id, crossed)
            WHERE s.suggestion_id = c.id AND s.tenant_id = :tenant
            """;

    private final JdbcClient jdbc;

    RecountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks what a recount of these signatures may change. */
    void lock(String tenantId, List<Signature> signatures) {
        bind(LOCK, tenantId, signatures)
                .query((row, n) -> row.getObject("suggestion_id", UUID.class))
                .list();
    }

    /** The signatures with their counts. */
    List<Counted> counted(String tenantId, List<Signature> signatures, List<Long> thresholds) {
        Map<Signature, Counted.OpenSuggestion> open = open(tenantId, signatures, highest(thresholds));
        Map<Signature, List<LabelCount>> labels = labels(tenantId, signatures);
        Map<Signature, Standing> settled = settled(tenantId, signatures);
        return signatures.stream()
                .map(signature -> counted(
                        signature,
                        labels.getOrDefault(signature, List.of()),
                        open.get(signature),
                        settled.getOrDefault(signature, new Standing.Fresh())))
                .toList();
    }

    /** Raises new suggestions; returns the ids of those that did not meet another open one. */
    List<UUID> raise(String tenantId, List<Count> counts, LearningRules rules, @Nullable String traceparent) {
        if (counts.isEmpty()) {
            return List.of();
        }
        return bind(RAISE, tenantId, counts, rules, traceparent)
                .param("longest", Tokens.LONGEST)
                .query((row, n) -> row.getObject("suggestion_id", UUID.class))
                .list();
    }

    void refresh(String tenantId, List<Count> counts, LearningRules rules, @Nullable String traceparent) {
        if (!counts.isEmpty()) {
            bind(REFRESH, tenantId, counts, rules, traceparent).update();
        }
    }

    void reopen(String tenantId, List<Count> counts, LearningRules rules, @Nullable String traceparent) {
        if (!counts.isEmpty()) {
            Columns<Count> columns = new Columns<>(counts);
            jdbc.sql(REOPEN)
                    .param("tenant", tenantId)
                    .param("ids", columns.texts(count -> count.id().toString()))
                    .param("crossed", columns.longs(count -> Asked.crossed(count.occurrences(), rules.revalidateAt())))
                    .update();
            refresh(tenantId, counts, rules, traceparent);
        }
    }

    void withdraw(String tenantId, List<UUID> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("DELETE FROM suggestions WHERE tenant_id = :tenant AND suggestion_id = ANY (:ids::uuid[])")
                    .param("tenant", tenantId)
                    .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                    .update();
        }
    }

    private static Counted counted(
            Signature signature, List<LabelCount> labels, Counted.@Nullable OpenSuggestion open, Standing settled) {
        return new Counted(signature, new Tally(labels), standing(open, settled), open);
    }

    private static Standing standing(Counted.@Nullable OpenSuggestion open, Standing settled) {
        if (open == null || !open.status().open()) {
            return settled;
        }
        Standing isOpen = new Standing.Open(open.status());
        return settled instanceof Standing.Covered covered
                ? new Standing.Covered(covered.status(), covered.label(), isOpen)
                : isOpen;
    }

    private Map<Signature, List<LabelCount>> labels(String tenantId, List<Signature> signatures) {
        return bind(LABELS, tenantId, signatures)
                .query((row, n) ->
                        Map.entry(signature(row), new LabelCount(row.getString("label"), row.getLong("transactions"))))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private Map<Signature, Counted.OpenSuggestion> open(String tenantId, List<Signature> signatures, long highest) {
        Map<Signature, Counted.OpenSuggestion> open = new HashMap<>();
        bind(OPEN, tenantId, signatures).param("highest", highest).query(row -> {
            open.put(signature(row), suggestion(row));
        });
        return open;
    }

    private static Counted.OpenSuggestion suggestion(ResultSet row) throws SQLException {
        String standsAs = row.getString("stands_as");
        return new Counted.OpenSuggestion(
                row.getObject("suggestion_id", UUID.class),
                status(row),
                row.getString("label"),
                standsAs == null ? null : Status.ofText(standsAs).orElseThrow(),
                new Asked(row.getLong("asked_occurrences"), row.getLong("of_its_operations"), row.getLong("crossed")));
    }

    private Map<Signature, Standing> settled(String tenantId, List<Signature> signatures) {
        Map<Signature, Standing> settled = new HashMap<>();
        bind(SETTLED, tenantId, signatures).query(row -> {
            settled.put(signature(row), settled(row));
        });
        return settled;
    }

    private static Standing settled(ResultSet row) throws SQLException {
        long rejected = row.getLong("rejected");
        Standing otherwise = row.wasNull() ? new Standing.Fresh() : new Standing.Rejected(rejected);
        Optional<PatternStatus> pattern =
                Optional.ofNullable(row.getString("status")).flatMap(PatternStatus::ofText);
        return pattern.isEmpty() ? otherwise : new Standing.Covered(pattern.get(), row.getString("label"), otherwise);
    }

    private StatementSpec bind(String sql, String tenantId, List<Signature> signatures) {
        Columns<Signature> columns = new Columns<>(signatures);
        return jdbc.sql(sql)
                .param("tenant", tenantId)
                .param("fields", columns.texts(Signature::field))
                .param("hashes", columns.texts(Signature::hash));
    }

    private StatementSpec bind(
            String sql, String tenantId, List<Count> counts, LearningRules rules, @Nullable String traceparent) {
        Columns<Count> columns = new Columns<>(counts);
        return bind(sql, tenantId, counts.stream().map(Count::signature).toList())
                .param("highest", highest(rules.revalidateAt()))
                .param("trace", traceparent)
                .param("ids", columns.texts(count -> count.id().toString()))
                .param("statuses", columns.texts(count -> count.status().text()))
                .param("labels", columns.texts(Count::label))
                .param("counts", columns.texts(count -> EventJson.MAPPER.writeValueAsString(count.labels())))
                .param("occurrences", columns.longs(Count::occurrences))
                .param("agreements", columns.texts(count -> plain(count.agreement())))
                .param(
                        "alikeRight",
                        columns.longs(count -> count.reliability().alike().right()))
                .param(
                        "alikeWrong",
                        columns.longs(count -> count.reliability().alike().wrong()))
                .param(
                        "ownRight",
                        columns.longs(count -> count.reliability().own().right()))
                .param(
                        "ownWrong",
                        columns.longs(count -> count.reliability().own().wrong()));
    }

    private static long highest(List<Long> thresholds) {
        return Asked.crossed(Long.MAX_VALUE, thresholds);
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private static Signature signature(ResultSet row) throws SQLException {
        return new Signature(row.getString("field"), row.getString("signature"));
    }

    private static Status status(ResultSet row) throws SQLException {
        return Status.ofText(row.getString("status")).orElseThrow();
    }
}
