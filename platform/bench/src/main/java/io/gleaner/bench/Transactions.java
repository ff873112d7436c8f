package io.gleaner.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Transactions that the bench makes up, of merchants that come again and again. */
final class Transactions {

    private static final int REQUEST = 1_000;
    private static final int MERCHANTS = 97;

    private Transactions() {}

    /** Imports so many for the token's tenant and waits until they are there; returns their ids. */
    static List<String> imported(Target target, String token, int count) throws IOException, InterruptedException {
        List<JsonNode> operations = new ArrayList<>();
        for (int from = 0; from < count; from += REQUEST) {
            List<Map<String, Object>> part = IntStream.range(from, Math.min(count, from + REQUEST))
                    .mapToObj(Transactions::transaction)
                    .toList();
            operations.add(target.post("/v1/transactions", token, part));
        }
        for (JsonNode operation : operations) {
            target.awaitCompleted(operation, token);
        }
        return IntStream.range(0, count).mapToObj(i -> "t-" + i).toList();
    }

    /** Imports so many of one merchant, at most 1,000, and waits until they are there; returns their ids. */
    static List<String> importedAlike(Target target, String token, int count) throws IOException, InterruptedException {
        List<Map<String, Object>> rows = IntStream.range(0, count)
                .mapToObj(i -> transaction(i, "STREAMFLIX.COM ref " + (1_037 + i)))
                .toList();
        target.awaitCompleted(target.post("/v1/transactions", token, rows), token);
        return rows.stream()
                .map(row -> String.valueOf(row.get("transaction_id")))
                .toList();
    }

    private static Map<String, Object> transaction(int i) {
        return transaction(i, "Merchant %s shop ref %d".formatted(letters(i % MERCHANTS), 10_000 + i));
    }

    private static Map<String, Object> transaction(int i, String description) {
        return Map.of(
                "transaction_id", "t-" + i, "date", "2026-01-31", "amount", -1 - i % 500, "description", description);
    }

    /** Words, since numbers are no part of a key. */
    private static String letters(int number) {
        return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
    }
}
