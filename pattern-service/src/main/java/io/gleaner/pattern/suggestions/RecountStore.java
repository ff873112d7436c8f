package io.gleaner.pattern.suggestions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.gleaner.kit.database.Columns;
import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.core.LabelCount;
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

    /** Locked in one order by everybody who takes several. */
    private static final String OPEN = """
            SELECT s.suggestion_id, s.field, s.signature, s.status, s.label
            FROM %s JOIN suggestions s USING (field, signature)
            WHERE s.tenant_id = :tenant AND s.status IN ('waiting', 'validating', 'pending_review', 'conflict')
            ORDER BY s.suggestion_id FOR UPDATE OF s
            """.formatted(TOUCHED);

    private static final String SETTLED = """
            SELECT t.field, t.signature, p.covered, r.occurrences AS rejected
            FROM %s
                CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM patterns p WHERE p.tenant_id = :tenant
                    AND p.field = t.field AND p.signature = t.signature) AS covered) p
                LEFT JOIN LATERAL (SELECT s.occurrences FROM suggestions s WHERE s.tenant_id = :tenant
                    AND s.field = t.field AND s.signature = t.signature AND s.status = 'rejected'
                    ORDER BY s.suggestion_id DESC LIMIT 1) r ON true
            WHERE p.covered OR r.occurrences IS NOT NULL
            """.formatted(TOUCHED);

    private static final String COLUMNS = """
            unnest(:ids::uuid[], :fields::text[], :hashes::text[], :statuses::text[], :labels::text[], :counts::text[],
                :occurrences::bigint[], :agreements::numeric[])
                AS c (id, field, signature, status, label, labels, occurrences, agreement)
            """;

    /** A signature's key and direction are those of any of its occurrences: they are what it is made of. */
    private static final String RAISE = """
            INSERT INTO suggestions (suggestion_id, tenant_id, field, signature, key, direction, label, labels,
                occurrences, agreement, status, traceparent)
            SELECT c.id, :tenant, c.field, c.signature, e.key, e.direction, c.label, c.labels::jsonb, c.occurrences,
                c.agreement, c.status, :trace
            FROM %s CROSS JOIN LATERAL (
                SELECT e.key, e.direction
                FROM classification_occurrences o JOIN classification_evidence e USING (tenant_id, tracking_id)
                WHERE o.tenant_id = :tenant AND o.field = c.field AND o.signature = c.signature LIMIT 1) e
            WHERE EXISTS (SELECT FROM unnest(string_to_array(e.key, ' ')) token
                WHERE length(token) BETWEEN 1 AND :longest)
            ON CONFLICT (tenant_id, field, signature)
                WHERE status IN ('waiting', 'validating', 'pending_review', 'conflict') DO NOTHING
            RETURNING suggestion_id
            """.formatted(COLUMNS);

    private static final String REFRESH = """
            UPDATE suggestions s SET status = c.status, label = c.label, labels = c.labels::jsonb,
                occurrences = c.occurrences, agreement = c.agreement, traceparent = coalesce(:trace, s.traceparent),
                updated_at = clock_timestamp()
            FROM %s WHERE s.suggestion_id = c.id AND s.tenant_id = :tenant
            """.formatted(COLUMNS);

    private final JdbcClient jdbc;

    RecountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The signatures with their counts; their open suggestions are locked. */
    List<Counted> counted(String tenantId, List<Signature> signatures) {
        Map<Signature, Counted.OpenSuggestion> open = open(tenantId, signatures);
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
    List<UUID> raise(String tenantId, List<Count> counts, @Nullable String traceparent) {
        if (counts.isEmpty()) {
            return List.of();
        }
        return bind(RAISE, tenantId, counts, traceparent)
                .param("longest", Tokens.LONGEST)
                .query((row, n) -> row.getObject("suggestion_id", UUID.class))
                .list();
    }

    void refresh(String tenantId, List<Count> counts, @Nullable String traceparent) {
        if (!counts.isEmpty()) {
            bind(REFRESH, tenantId, counts, traceparent).update();
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
        Standing standing = open == null ? settled : new Standing.Open(open.status());
        return new Counted(signature, new Tally(labels), standing, open);
    }

    private Map<Signature, List<LabelCount>> labels(String tenantId, List<Signature> signatures) {
        return bind(LABELS, tenantId, signatures)
                .query((row, n) ->
                        Map.entry(signature(row), new LabelCount(row.getString("label"), row.getLong("transactions"))))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private Map<Signature, Counted.OpenSuggestion> open(String tenantId, List<Signature> signatures) {
        Map<Signature, Counted.OpenSuggestion> open = new HashMap<>();
        bind(OPEN, tenantId, signatures).query(row -> {
            open.put(
                    signature(row),
                    new Counted.OpenSuggestion(
                            row.getObject("suggestion_id", UUID.class), status(row), row.getString("label")));
        });
        return open;
    }

    private Map<Signature, Standing> settled(String tenantId, List<Signature> signatures) {
        Map<Signature, Standing> settled = new HashMap<>();
        bind(SETTLED, tenantId, signatures).query(row -> {
            Standing standing =
                    row.getBoolean("covered") ? new Standing.Covered() : new Standing.Rejected(row.getLong("rejected"));
            settled.put(signature(row), standing);
        });
        return settled;
    }

    private StatementSpec bind(String sql, String tenantId, List<Signature> signatures) {
        Columns<Signature> columns = new Columns<>(signatures);
        return jdbc.sql(sql)
                .param("tenant", tenantId)
                .param("fields", columns.texts(Signature::field))
                .param("hashes", columns.texts(Signature::hash));
    }

    private StatementSpec bind(String sql, String tenantId, List<Count> counts, @Nullable String traceparent) {
        Columns<Count> columns = new Columns<>(counts);
        return bind(sql, tenantId, counts.stream().map(Count::signature).toList())
                .param("trace", traceparent)
                .param("ids", columns.texts(count -> count.id().toString()))
                .param("statuses", columns.texts(count -> count.status().text()))
                .param("labels", columns.texts(Count::label))
                .param("counts", columns.texts(count -> EventJson.MAPPER.writeValueAsString(count.labels())))
                .param("occurrences", columns.longs(Count::occurrences))
                .param("agreements", columns.texts(count -> plain(count.agreement())));
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
