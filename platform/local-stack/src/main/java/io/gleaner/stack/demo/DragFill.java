package io.gleaner.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.stack.StackProblem;
import io.gleaner.stack.api.Api;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The case Gleaner was made for: somebody drags one label over nine rows that differ in a reference number alone. A naive
 * system updates, tracks and asks a model nine times; here it is one update, one window and at most one call.
 */
public final class DragFill {
    private static final int ROWS = 9;
    private static final String LABEL = "Media";
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Set<String> UNSETTLED = Set.of("waiting", "validating");

    private final Api api;
    private final PrintStream out;

    public DragFill(Api api, PrintStream out) {
        this.api = api;
        this.out = out;
    }

    /** Plays it. The API's user should be new, so that nothing earlier shows up. */
    public void play() throws InterruptedException {
        out.println("Importing %d transactions: NETFLIX.COM ref 1037, ref 1074, …".formatted(ROWS));
        await("the import", () -> operation(importRows()), DragFill::isCompleted);
        var time = Timeline.beginningNow(out);
        var edit = edit();
        time.note("one request gave all %d rows the entity %s; answered 202".formatted(ROWS, LABEL));
        follow(time, edit);
    }

    private void follow(Timeline time, JsonNode edit) throws InterruptedException {
        var done = await("the edit", () -> operation(edit), DragFill::isCompleted);
        time.note("rows updated: %d, unchanged: %d, refused: %d"
                .formatted(
                        done.path("updated").asInt(),
                        done.path("unchanged").asInt(),
                        done.path("refused").size()));
        var open =
                await("a window", this::windows, windows -> !windows.isEmpty()).get(0);
        time.note("a window is open with %d events; it closes at %s, or later if more comes"
                .formatted(open.path("events").asInt(), open.path("due_at").asText()));
        await("the window's end", this::windows, JsonNode::isEmpty);
        time.note("the window closed");
        await("a suggestion", this::suggestions, suggestions -> !suggestions.isEmpty());
        time.note("a suggestion is there");
        var settled = await("the suggestion's check", this::suggestions, DragFill::isSettled);
        time.note("suggestions: %d; model calls: %d"
                .formatted(
                        settled.size(), api.get("/v1/llm/usage").path("calls").asInt()));
        settled.forEach(this::show);
    }

    private void show(JsonNode suggestion) {
        out.printf(
                """

                  %s: rows like "%s" get %s %s
                  occurrences %d, agreement %.2f, confidence %.2f
                  %s

                """,
                suggestion.path("status").asText(),
                suggestion.path("key").asText(),
                suggestion.path("field").asText(),
                suggestion.path("label").asText(),
                suggestion.path("occurrences").asInt(),
                suggestion.path("agreement").asDouble(),
                suggestion.path("confidence").asDouble(),
                suggestion.path("reasoning").asText(""));
    }

    private JsonNode importRows() {
        return api.post(
                "/v1/transactions",
                IntStream.range(0, ROWS).mapToObj(DragFill::row).toList());
    }

    private JsonNode edit() {
        var ids = IntStream.range(0, ROWS).mapToObj(DragFill::id).toList();
        return api.post(
                "/v1/transactions/bulk-update", Map.of("transaction_ids", ids, "field", "entity", "value", LABEL));
    }

    private static Map<String, Object> row(int number) {
        return Map.of(
                "transaction_id",
                id(number),
                "date",
                LocalDate.of(2026, 1, 15).plusMonths(number).toString(),
                "amount",
                -15.99,
                "currency",
                "EUR",
                "description",
                "NETFLIX.COM ref " + (1037 + 37 * number));
    }

    private static String id(int number) {
        return "demo-" + (number + 1);
    }

    private JsonNode operation(JsonNode accepted) {
        return api.get("/v1/operations/" + accepted.path("operation_id").asText());
    }

    private JsonNode windows() {
        return api.get("/v1/windows").path("items");
    }

    private JsonNode suggestions() {
        return api.get("/v1/patterns/suggestions").path("items");
    }

    private static boolean isCompleted(JsonNode operation) {
        return operation.path("status").asText().equals("completed");
    }

    private static boolean isSettled(JsonNode suggestions) {
        return suggestions.findValuesAsText("status").stream().noneMatch(UNSETTLED::contains);
    }

    private static JsonNode await(String what, Supplier<JsonNode> look, Predicate<JsonNode> seen)
            throws InterruptedException {
        var limit = Instant.now().plus(LIMIT);
        var found = look.get();
        while (!seen.test(found)) {
            if (Instant.now().isAfter(limit)) {
                throw new StackProblem(
                        "%s did not come within %d s; last answer: %s".formatted(what, LIMIT.toSeconds(), found));
            }
            Thread.sleep(LOOK);
            found = look.get();
        }
        return found;
    }
}
