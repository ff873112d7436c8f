package io.gleaner.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.JsonNode;

/** Tracked rows per second (HTTP to applied: UPDATE and INSERT) against COPY of the same tracking rows alone. */
final class TrackedRows {

    private static final int ROWS = 50_000;
    private static final int EDIT = 10_000;
    private static final int REPEATS = 3;
    private static final String COLUMNS = "SELECT * FROM user_classification_tracking WHERE tenant_id = 'tracked'";

    private final Target target;

    TrackedRows(Target target) {
        this.target = target;
    }

    Result measure() throws IOException, InterruptedException, SQLException {
        String token = target.tokenFor("tracked");
        List<String> ids = Transactions.imported(target, token, ROWS);
        relabel(token, ids, "Warm up");
        double[] tracked = new double[REPEATS];
        double[] copied = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            tracked[i] = relabel(token, ids, "Label " + i);
            copied[i] = copy();
        }
        return resultOf(tracked, copied);
    }

    private static Result resultOf(double[] tracked, double[] copied) {
        double ours = DoubleStream.of(tracked).sorted().toArray()[REPEATS / 2];
        double copy = DoubleStream.of(copied).sorted().toArray()[REPEATS / 2];
        return new Result(
                "Tracking: bulk edits of %,d rows".formatted(EDIT),
                "at least 0.25 of COPY of the tracking rows alone",
                List.of(
                        Result.rate("rows tracked (HTTP, Kafka, UPDATE, INSERT, commit)", ours),
                        Result.rate("COPY of as many tracking rows into a table with the same indexes", copy),
                        Result.ratio("tracked / COPY", ours / copy)));
    }

    private double relabel(String token, List<String> ids, String label) throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<JsonNode> edits = new ArrayList<>();
        for (int from = 0; from < ROWS; from += EDIT) {
            edits.add(target.post(
                    "/v1/transactions/bulk-update",
                    token,
                    Map.of("transaction_ids", ids.subList(from, from + EDIT), "field", "category", "value", label)));
        }
        for (JsonNode edit : edits) {
            target.awaitCompleted(edit, token);
        }
        return perSecond(start);
    }

    private double copy() throws SQLException, IOException {
        try (Connection database = target.database("tracking");
                Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE bench_copy (LIKE user_classification_tracking INCLUDING ALL)");
            try {
                CopyManager copy = database.unwrap(PGConnection.class).getCopyAPI();
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                copy.copyOut("COPY (" + COLUMNS + " LIMIT " + ROWS + ") TO STDOUT", rows);
                long start = System.nanoTime();
                copy.copyIn("COPY bench_copy FROM STDIN", new ByteArrayInputStream(rows.toByteArray()));
                return perSecond(start);
            } finally {
                statement.execute("DROP TABLE bench_copy");
            }
        }
    }

    private static double perSecond(long start) {
        return ROWS / ((System.nanoTime() - start) / 1e9);
    }
}
