package io.gleaner.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.stack.StackProblem;
import io.gleaner.stack.api.Api;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The case Gleaner was made for: among the transactions of some months, somebody drags one label over nine rows that
 * differ in a reference number alone. A naive system updates, tracks and asks a model nine times; here it is one update,
 * one tracking insert, one window and at most one call.
 */
public final class DragFill {
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
        importStatement();
        var callsBefore = calls(usage());
        var time = Timeline.beginningNow(out);
        var edit = edit();
        time.note("one request gives %d rows the entity %s; answered 202"
                .formatted(edit.path("accepted").asInt(), LABEL));
        tellOfTracking(time, edit);
        tellOfWindow(time);
        var settled = await("the suggestion's check", this::suggestions, DragFill::isSettled);
        time.note(decision(callsBefore, usage()));
        time.note("suggestions: %d".formatted(settled.size()));
        settled.forEach(this::show);
    }

    private void importStatement() throws InterruptedException {
        var transactions = AccountStatement.transactions();
        out.println("Importing %d transactions of nine months: rent, groceries, salary, …, and %d times %s"
                .formatted(
                        transactions.size(), AccountStatement.subscriptionIds().size(), AccountStatement.SUBSCRIPTION));
        var accepted = api.post("/v1/transactions", transactions);
        await("the import", () -> operation(accepted), DragFill::isCompleted);
    }

    /** Each part of an operation is one UPDATE and one INSERT of its tracking records, in one transaction. */
    private void tellOfTracking(Timeline time, JsonNode edit) throws InterruptedException {
        var done = await("the edit", () -> operation(edit), DragFill::isCompleted);
        time.note(
                Instant.parse(done.path("completed_at").asText()),
                "rows updated: %d, in %2$d update; tracking records: %1$d, in %2$d tracking insert"
                        .formatted(
                                done.path("updated").asInt(),
                                done.path("parts_applied").asInt()));
    }

    /** A window is over where there is a suggestion, seen or not. */
    private void tellOfWindow(Timeline time) throws InterruptedException {
        var window = new WindowWatch(time);
        await(
                "a suggestion",
                () -> {
                    window.look(windows());
                    return suggestions();
                },
                suggestions -> !suggestions.isEmpty());
        window.closed();
    }

    private static String decision(long callsBefore, JsonNode usage) {
        var calls = calls(usage) - callsBefore;
        return calls == 0
                ? "model calls: 0; without a model (provider: %s) statistics decide"
                        .formatted(usage.path("provider").asText())
                : "model calls: %d, to %s".formatted(calls, usage.path("model").asText());
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

    private JsonNode edit() {
        return api.post(
                "/v1/transactions/bulk-update",
                Map.of("transaction_ids", AccountStatement.subscriptionIds(), "field", "entity", "value", LABEL));
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

    private JsonNode usage() {
        return api.get("/v1/llm/usage");
    }

    private static long calls(JsonNode usage) {
        return usage.path("calls").asLong();
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
