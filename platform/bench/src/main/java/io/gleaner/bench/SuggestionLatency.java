package io.gleaner.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/** From the 202 of a nine-row edit to its suggestion in the list, less the window's own quiet time. */
final class SuggestionLatency {

    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final int SAMPLES = 10;

    private final Target target;

    SuggestionLatency(Target target) {
        this.target = target;
    }

    Result measure() throws IOException, InterruptedException {
        Histogram micros = new Histogram(120_000_000L, 3);
        for (int i = 0; i < SAMPLES; i++) {
            micros.recordValue(Math.max(0, once("suggestion-" + i) - QUIET.toNanos()) / 1_000);
        }
        return new Result(
                "Suggestion: 202 to visible, less the window's 5 s",
                "at most 1 s",
                List.of(Result.latency("202 → suggestion, less 5 s", micros)));
    }

    private long once(String tenant) throws IOException, InterruptedException {
        String token = target.tokenFor(tenant);
        List<String> ids = Transactions.importedAlike(target, token, 9);
        Map<String, Object> edit = Map.of("transaction_ids", ids, "field", "entity", "value", "Media");
        target.post("/v1/transactions/bulk-update", token, edit);
        long accepted = System.nanoTime();
        while (!isVisible(target.get("/v1/patterns/suggestions", token))) {
            Thread.sleep(20);
        }
        return System.nanoTime() - accepted;
    }

    private static boolean isVisible(JsonNode suggestions) {
        String status = suggestions.path("items").path(0).path("status").asString("");
        return !status.isEmpty() && !status.equals("waiting") && !status.equals("validating");
    }
}
