package io.gleaner.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/** Lists of a tenant's many operation patterns through the gateway, in every order, by one client. */
final class OperationList {

    private static final String TENANT = "operations";
    private static final int PATTERNS = 10_000;
    private static final int WARM_UPS = 8_000;
    private static final int REQUESTS = 2_000;
    private static final int FOLLOWING = 10;
    private static final long LONGEST_MICROS = 60_000_000L;
    private static final List<String> SORTS = List.of("savings", "count", "confidence", "recent");

    /** Savings and confidence are what follows from the other numbers: cursors are made of those. */
    private static final String FILL = """
            INSERT INTO operation_patterns (tenant_id, pattern_id, signature, type, occurrences, recent, known_tokens, tokens,
                known_costs, costs, recent_costs, savings, confidence, first_detected, last_seen)
            SELECT '%s', gen_random_uuid(), 'test:tool-' || n || ':all', 'test', seen, seen, seen, seen * 1000,
                seen, cost, cost, cost * 0.95,
                CASE WHEN seen >= 10 THEN 40 WHEN seen >= 5 THEN 30 WHEN seen >= 3 THEN 20 ELSE 10 END + 45,
                now() - n * interval '1 hour', now() - n * interval '1 minute'
            FROM generate_series(1, %d) AS n
                CROSS JOIN LATERAL (SELECT 1 + n * 7919 %% 50 AS seen, n * 7919 %% 99991 / 100.0 AS cost) AS numbers
            """.formatted(TENANT, PATTERNS);

    private final Target target;
    private final Histogram all = new Histogram(LONGEST_MICROS, 3);
    private final Map<String, Histogram> bySort = new LinkedHashMap<>();
    private String cursor = "";

    OperationList(Target target) {
        this.target = target;
        SORTS.forEach(sort -> bySort.put(sort, new Histogram(LONGEST_MICROS, 3)));
    }

    Result measure() throws IOException, InterruptedException, SQLException {
        fill();
        String token = target.tokenFor(TENANT);
        request(WARM_UPS, token);
        all.reset();
        bySort.values().forEach(Histogram::reset);
        request(REQUESTS, token);
        List<String> lines = new ArrayList<>();
        lines.add(Result.latency("page of 50, read as JSON", all));
        bySort.forEach((sort, micros) -> lines.add(Result.latency("by " + sort, micros)));
        return new Result(
                "Operation patterns: lists of %,d, one client".formatted(PATTERNS),
                "p95 below 20 ms with 10,000 patterns",
                lines);
    }

    /** Analysed, as autovacuum would have done within a minute. */
    private void fill() throws SQLException {
        try (Connection database = target.database("pattern");
                Statement statement = database.createStatement()) {
            statement.execute(FILL);
            statement.execute("ANALYZE operation_patterns");
        }
    }

    /** The orders take turns, but for every tenth request, which goes on where the one before it ended. */
    private void request(int requests, String token) throws IOException, InterruptedException {
        for (int i = 0; i < requests; i++) {
            String sort = SORTS.get((i - (i + 1) / FOLLOWING) % SORTS.size());
            request(sort, (i + 1) % FOLLOWING == 0 ? "&cursor=" + cursor : "", token);
        }
    }

    private void request(String sort, String from, String token) throws IOException, InterruptedException {
        long start = System.nanoTime();
        JsonNode page = target.get("/v1/operation-patterns?limit=50&sort=" + sort + from, token);
        long micros = (System.nanoTime() - start) / 1_000;
        all.recordValue(micros);
        Objects.requireNonNull(bySort.get(sort)).recordValue(micros);
        cursor = page.required("next_cursor").asString();
    }
}
