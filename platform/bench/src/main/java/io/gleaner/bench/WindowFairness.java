package io.gleaner.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** A burst of each of many tenants: how long after its due time each one's window is closed. */
final class WindowFairness {

    private static final int TENANTS = 1_000;
    private static final int ROWS = 9;
    private static final int CLIENTS = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String CLOSED = """
            SELECT extract(epoch FROM closed_at - due_at) * 1e6 AS micros,
                extract(epoch FROM max(due_at) OVER () - min(due_at) OVER ()) AS spread
            FROM closed_windows WHERE tenant_id LIKE ?
            """;

    private final Target target;

    WindowFairness(Target target) {
        this.target = target;
    }

    /** Twice, because a service that has just been started compiles while it is measured; the second time counts. */
    Result measure() throws Exception {
        burst("warm-up-");
        return burst("burst-");
    }

    private Result burst(String prefix) throws Exception {
        List<String> tokens = each(tenant -> target.tokenFor(prefix + tenant));
        List<List<String>> ids = each(tenant -> Transactions.importedAlike(target, tokens.get(tenant), ROWS));
        each(tenant -> target.post(
                "/v1/transactions/bulk-update",
                tokens.get(tenant),
                Map.of("transaction_ids", ids.get(tenant), "field", "entity", "value", "Media")));
        return closed(prefix);
    }

    private Result closed(String prefix) throws SQLException, IOException, InterruptedException {
        Histogram micros = new Histogram(PATIENCE.toNanos() / 1_000, 3);
        long end = System.nanoTime() + PATIENCE.toNanos();
        double spread = read(prefix, micros);
        while (micros.getTotalCount() < TENANTS) {
            if (System.nanoTime() > end) {
                throw new IOException("%d of %d windows closed".formatted(micros.getTotalCount(), TENANTS));
            }
            Thread.sleep(200);
            spread = read(prefix, micros);
        }
        return new Result(
                "Windows: a burst of %d rows of each of %,d tenants".formatted(ROWS, TENANTS),
                "every window closes within 1 s of its due time",
                List.of(
                        Result.latency("due → closed", micros),
                        "windows became due within %.1f s: %.0f/s".formatted(spread, TENANTS / spread)));
    }

    /** Fills the histogram anew; returns over how many seconds the windows were due. */
    private double read(String prefix, Histogram micros) throws SQLException {
        micros.reset();
        double spread = 0;
        try (Connection database = target.database("pattern");
                PreparedStatement query = database.prepareStatement(CLOSED)) {
            query.setString(1, prefix + "%");
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                micros.recordValue(Math.max(0, Math.round(rows.getDouble("micros"))));
                spread = rows.getDouble("spread");
            }
        }
        return spread;
    }

    /** What a tenant does, by its number. */
    private interface Act<T> {
        T of(int tenant) throws Exception;
    }

    /** Does it for all tenants, some at a time; the results are in their order. */
    private static <T> List<T> each(Act<T> act) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<T>> running = IntStream.range(0, TENANTS)
                    .mapToObj(tenant -> clients.submit(() -> act.of(tenant)))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
