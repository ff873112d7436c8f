package io.gleaner.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One tenant lives through its payments day by day: what a pattern labels is left alone if it is right and corrected if
 * not, everything else is labelled by its user, every suggestion is approved. The next day begins when all of it was
 * learned.
 */
final class Replay implements AutoCloseable {

    private static final String LEARNED = "SELECT count(*) FROM classification_evidence WHERE tenant_id = ?";
    private static final String OPEN = """
            SELECT (SELECT count(*) FROM pending_pattern_checks WHERE tenant_id = ?)
                 + (SELECT count(*) FROM suggestions WHERE tenant_id = ? AND status IN ('waiting', 'validating'))
            """;
    private static final String PATTERN_VERSIONS =
            "SELECT coalesce(sum(row_version), 0) FROM patterns WHERE tenant_id = ?";
    private static final String KNOWN_VERSIONS =
            "SELECT coalesce(sum(row_version), 0) FROM known_patterns WHERE tenant_id = ?";
    private static final int CANDIDATES_OF_A_CALL = 25;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Target target;
    private final String tenant;
    private final String token;
    private final Connection pattern;
    private final Connection tracking;
    private final Map<String, Score> scores = new TreeMap<>();
    private long edits;
    private long suggestions;
    private long calls;

    Replay(Target target, String tenant) throws IOException, InterruptedException, SQLException {
        this.target = target;
        this.tenant = tenant;
        this.token = target.tokenFor(tenant);
        this.pattern = target.database("pattern");
        this.tracking = target.database("tracking");
        Payment.COLUMNS.keySet().forEach(field -> scores.put(field, new Score()));
    }

    /** What came of one field. */
    static final class Score {
        private long rows;
        private long covered;
        private long right;

        double coverage() {
            return rows == 0 ? 0 : (double) covered / rows;
        }

        double precision() {
            return covered == 0 ? 1 : (double) right / covered;
        }

        private void count(boolean byPattern, boolean isRight) {
            rows++;
            covered += byPattern ? 1 : 0;
            right += byPattern && isRight ? 1 : 0;
        }
    }

    Map<String, Score> scores() {
        return scores;
    }

    /** Suggestions raised so far. */
    long suggestions() {
        return suggestions;
    }

    /** Calls that a model would have got: one for up to 25 candidates of a day. */
    long calls() {
        return calls;
    }

    String token() {
        return token;
    }

    void day(List<Payment> payments) throws IOException, InterruptedException, SQLException {
        List<Map<String, Object>> rows =
                payments.stream().map(Payment::asTransaction).toList();
        target.awaitCompleted(target.post("/v1/transactions", token, rows), token);
        Map<String, JsonNode> labels = labels(payments.size());
        for (Map.Entry<String, Score> field : scores.entrySet()) {
            edit(field.getKey(), toLabel(field.getKey(), field.getValue(), payments, labels));
        }
        awaitCount(edits, pattern, LEARNED, tenant);
        awaitCount(0, pattern, OPEN, tenant, tenant);
        approve();
        awaitCount(count(pattern, PATTERN_VERSIONS, tenant), tracking, KNOWN_VERSIONS, tenant);
    }

    /** The newest come first, and the day's are the newest. */
    private Map<String, JsonNode> labels(int rows) throws IOException, InterruptedException {
        return target.get("/v1/transactions?limit=" + rows, token)
                .path("items")
                .valueStream()
                .collect(Collectors.toMap(row -> row.path("transaction_id").asString(), row -> row.path("labels")));
    }

    /** What the user has to say, by value: where no pattern labelled, or a wrong one did. */
    private static Map<String, List<String>> toLabel(
            String field, Score score, List<Payment> payments, Map<String, JsonNode> labels) {
        Map<String, List<String>> byUser = new TreeMap<>();
        for (Payment payment : payments) {
            String wanted = payment.labels().get(field);
            if (wanted != null) {
                JsonNode label = labels.getOrDefault(payment.id(), MissingNode.getInstance())
                        .path(field);
                boolean right = label.path("value").asString("").equalsIgnoreCase(wanted.strip());
                score.count(!label.isMissingNode(), right);
                if (!right) {
                    byUser.computeIfAbsent(wanted, _ -> new ArrayList<>()).add(payment.id());
                }
            }
        }
        return byUser;
    }

    private void edit(String field, Map<String, List<String>> byUser) throws IOException, InterruptedException {
        for (Map.Entry<String, List<String>> edit : byUser.entrySet()) {
            Map<String, Object> body =
                    Map.of("transaction_ids", edit.getValue(), "field", field, "value", edit.getKey());
            target.awaitCompleted(target.post("/v1/transactions/bulk-update", token, body), token);
            edits += edit.getValue().size();
        }
    }

    private void approve() throws IOException, InterruptedException {
        List<String> pending = target.get("/v1/patterns/suggestions?status=pending_review&limit=1000", token)
                .path("items")
                .valueStream()
                .map(suggestion -> suggestion.path("suggestion_id").asString())
                .toList();
        for (String id : pending) {
            target.send(
                    target.request("/v1/patterns/suggestions/" + id + "/approve", token)
                            .POST(Target.json(new HashMap<>()))
                            .build(),
                    200);
        }
        suggestions += pending.size();
        calls += Math.ceilDiv(pending.size(), CANDIDATES_OF_A_CALL);
    }

    private static void awaitCount(long expected, Connection database, String sql, String... parameters)
            throws SQLException, InterruptedException, IOException {
        long start = System.nanoTime();
        while (count(database, sql, parameters) != expected) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IOException("got %d, expected %d for more than two minutes: %s"
                        .formatted(count(database, sql, parameters), expected, sql));
            }
            Thread.sleep(10);
        }
    }

    private static long count(Connection database, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        pattern.close();
        tracking.close();
    }
}
