package io.gleaner.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/** One bulk edit at a time: from its request to the 202, and to the moment all its rows are tracked. */
final class BulkEdit {

    private static final int ROWS = 10_000;
    private static final int WARM_UPS = 3;
    private static final int SAMPLES = 10;
    private static final long LONGEST_MICROS = 120_000_000L;

    private final Target target;
    private final Histogram accepted = new Histogram(LONGEST_MICROS, 3);
    private final Histogram tracked = new Histogram(LONGEST_MICROS, 3);

    BulkEdit(Target target) {
        this.target = target;
    }

    Result measure() throws IOException, InterruptedException {
        String token = target.tokenFor("bulk");
        List<String> ids = Transactions.imported(target, token, ROWS);
        for (int i = 0; i < WARM_UPS + SAMPLES; i++) {
            if (i == WARM_UPS) {
                accepted.reset();
                tracked.reset();
            }
            edit(token, ids, "Label " + i);
        }
        return new Result(
                "One bulk edit of %,d rows".formatted(ROWS),
                "202 in less than 250 ms, tracked in less than 2 s",
                List.of(
                        Result.latency("request → 202", accepted),
                        Result.latency("request → all rows updated and tracked", tracked)));
    }

    private void edit(String token, List<String> ids, String label) throws IOException, InterruptedException {
        Map<String, Object> body = Map.of("transaction_ids", ids, "field", "category", "value", label);
        long start = System.nanoTime();
        JsonNode edit = target.post("/v1/transactions/bulk-update", token, body);
        accepted.recordValue(micros(start));
        target.awaitCompleted(edit, token);
        tracked.recordValue(micros(start));
    }

    private static long micros(long start) {
        return (System.nanoTime() - start) / 1_000;
    }
}
