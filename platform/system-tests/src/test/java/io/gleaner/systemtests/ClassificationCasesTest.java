package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Api.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * Cases 2 to 10, 13 and 14 of the specification but for what {@link TextCasesTest} has of them, each for a tenant of its
 * own.
 */
@Execution(ExecutionMode.CONCURRENT)
class ClassificationCasesTest {

    private final Tenant tenant = Tenant.fresh();

    @Test
    void the_third_edit_makes_the_suggestion_not_the_second() {
        List<String> rows = tenant.has("PIX TRANSF VALMIRA27/10", "PIX TRANSF VALMIRA12/11", "PIX TRANSF VALMIRA03/12");
        tenant.awaitCompleted(tenant.edits(rows.get(0), "Family"));
        tenant.awaitCompleted(tenant.edits(rows.get(1), "Family"));
        tenant.awaitLearned(2);
        assertThat(tenant.suggestions()).isEmpty();

        tenant.awaitCompleted(tenant.edits(rows.get(2), "Family"));

        assertThat(tenant.awaitSuggestion("approved").path("key").asString()).isEqualTo("pix transf valmira");
    }

    @Test
    void a_transaction_that_is_edited_again_and_again_is_one_occurrence_with_its_last_label() {
        List<String> rows = tenant.has("Hesitation Inc");
        Stream.of("A", "B", "A", "B", "A", "B")
                .map(value -> tenant.edits(rows.getFirst(), value))
                .toList()
                .forEach(tenant::awaitCompleted);
        JsonNode again = tenant.awaitCompleted(tenant.edits(rows.getFirst(), "B"));

        assertThat(again.path("updated").asInt()).isZero();
        assertThat(again.path("unchanged").asInt()).isEqualTo(1);
        assertThat(Counting.tracked(tenant)).isEqualTo(6);
        tenant.awaitLearned(6);
        assertThat(Counting.in(
                        "pattern",
                        "SELECT count(*) FROM classification_occurrences WHERE tenant_id = ? AND label = 'B'",
                        tenant.id()))
                .isEqualTo(1);
    }

    /** In whichever windows these edits fall, at no moment does one label have four fifths of three or more. */
    @Test
    void one_text_with_two_labels_is_a_conflict_and_no_rule() {
        List<String> rows = tenant.hasTimes(10, "Hotel Bristol");

        Stream.of(
                        tenant.drags(rows.subList(0, 1), "Travel"),
                        tenant.drags(rows.subList(1, 2), "Meals"),
                        tenant.drags(rows.subList(2, 4), "Meals"),
                        tenant.drags(rows.subList(4, 8), "Travel"),
                        tenant.drags(rows.subList(8, 10), "Meals"))
                .forEach(tenant::awaitCompleted);

        tenant.awaitLearned(10);
        JsonNode conflict = tenant.awaitSuggestion("conflict");
        assertThat(conflict.path("labels"))
                .extracting(
                        label -> label.path("label").asString(),
                        label -> label.path("transactions").asInt())
                .containsExactlyInAnyOrder(tuple("Travel", 5), tuple("Meals", 5));
        assertThat(tenant.patterns()).isEmpty();
        assertThat(Counting.calls(tenant)).isZero();
    }

    /** The odd one comes first: alone it is no candidate, in whichever window it falls. */
    @Test
    void nineteen_that_agree_and_one_that_does_not_are_a_suggestion_with_their_agreement() {
        List<String> rows = tenant.hasTimes(20, "Hotel Adlon");
        tenant.awaitCompleted(tenant.edits(rows.getFirst(), "Meals"));

        tenant.awaitCompleted(tenant.drags(rows.subList(1, 20), "Travel"));

        JsonNode suggestion = tenant.awaitSuggestion("approved");
        assertThat(suggestion.path("label").asString()).isEqualTo("Travel");
        assertThat(suggestion.path("occurrences").asInt()).isEqualTo(20);
        assertThat(suggestion.path("agreement").decimalValue()).isEqualByComparingTo("0.95");
    }

    @Test
    void twenty_five_candidates_are_one_call_and_another_tenant_does_not_wait_for_it() {
        List<List<String>> merchants = IntStream.range(0, 25)
                .mapToObj(i -> tenant.imports("m" + i + "-", name(i), name(i), name(i)))
                .toList();
        Tenant other = Tenant.fresh();
        List<String> otherRows = other.has("Quick Shop", "Quick Shop", "Quick Shop");

        merchants.forEach(rows -> tenant.drags(rows, "Label of " + rows.getFirst()));
        other.drags(otherRows, "Quick");

        other.awaitSuggestion("approved");
        tenant.awaitSuggestions(25, "approved");
        assertThat(firstIntervalCalls()).isEqualTo(1);
    }

    @Test
    void a_window_that_never_gets_quiet_closes_at_its_longest_wait() {
        Map<String, Object> lateToFallQuiet = Map.of("windows", Map.of("quiet_seconds", 4.5, "max_wait_seconds", 5));
        assertThat(tenant.alice().put("/v1/settings/learning", lateToFallQuiet).status())
                .isEqualTo(200);
        List<String> rows = tenant.hasTimes(40, "Drip Corp");
        try (LiveEvents live = LiveEvents.followedBy(tenant.alice())) {
            List<String> left = new ArrayList<>(rows);

            await().atMost(Tenant.PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                if (!left.isEmpty()) {
                    tenant.edits(left.removeFirst(), "Drip");
                }
                return !live.named("window.closed").isEmpty();
            });

            JsonNode closed = live.named("window.closed").getFirst().data();
            assertThat(closed.path("reason").asString()).isEqualTo("max_wait");
            assertThat(left).as("the window closed while edits still came").isNotEmpty();
        }
    }

    @Test
    void a_bulk_of_ten_thousand_names_the_ids_it_refused_and_foreign_ids_look_unknown() {
        List<String> rows = new ArrayList<>();
        IntStream.range(0, 10)
                .mapToObj(part -> IntStream.range(0, 1_000)
                        .mapToObj(i -> Tenant.transaction("b-" + part + "-" + i, "Bulk Corp", -1))
                        .toList())
                .forEach(part -> {
                    tenant.alice().post("/v1/transactions", part);
                    part.forEach(each -> rows.add(String.valueOf(each.get("transaction_id"))));
                });
        Tenant other = Tenant.fresh();
        String foreign = other.imports("foreign-", "Bulk Corp").getFirst();
        rows.add(foreign);
        rows.add("nobody-has-this");

        JsonNode operation = tenant.awaitCompleted(tenant.drags(rows, "Bulk"));

        assertThat(operation.path("requested").asInt()).isEqualTo(10_002);
        assertThat(operation.path("updated").asInt()).isEqualTo(10_000);
        assertThat(operation.path("refused"))
                .extracting(
                        each -> each.path("transaction_id").asString(),
                        each -> each.path("reason").asString())
                .containsExactlyInAnyOrder(tuple(foreign, "unknown"), tuple("nobody-has-this", "unknown"));
        assertThat(Counting.tracked(tenant)).isEqualTo(10_000);
        assertThat(Counting.tracked(other)).isZero();
    }

    @Test
    void every_id_that_a_bulk_refused_can_be_read_however_many_they_are() {
        List<String> unknown =
                IntStream.range(0, 2_500).mapToObj("nobody-%04d"::formatted).toList();

        Answer accepted = tenant.drags(unknown, "Bulk");

        JsonNode page = tenant.awaitCompleted(accepted);
        assertThat(page.path("refused_total").asInt()).isEqualTo(2_500);
        List<String> refused = new ArrayList<>(refusedOf(page));
        while (page.path("next_cursor").isString()) {
            String next =
                    accepted.location() + "?cursor=" + page.path("next_cursor").asString();
            page = tenant.alice().get(next).body();
            refused.addAll(refusedOf(page));
        }
        assertThat(refused).isEqualTo(unknown);
    }

    private static List<String> refusedOf(JsonNode operation) {
        assertThat(operation.path("refused"))
                .allSatisfy(each -> assertThat(each.path("reason").asString()).isEqualTo("unknown"));
        return operation
                .path("refused")
                .valueStream()
                .map(each -> each.path("transaction_id").asString())
                .toList();
    }

    @Test
    void a_bad_request_names_everything_that_is_wrong_with_it_and_does_nothing() {
        Answer answer = tenant.alice()
                .post(
                        "/v1/transactions",
                        List.of(
                                Tenant.transaction("fine", "x", 1),
                                Map.of("transaction_id", "", "date", "31.01.2026", "amount", "12"),
                                Map.of("transaction_id", "no-amount", "date", "2026-01-31")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body().path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .contains("/1/transaction_id", "/1/date", "/1/amount")
                .anySatisfy(pointer -> assertThat(pointer).startsWith("/2"));
        assertThat(tenant.alice().get("/v1/transactions/fine").status()).isEqualTo(404);
    }

    private static String name(int i) {
        return "Merchant " + (char) ('a' + i) + (char) ('a' + i) + " shop";
    }

    /** Calls within one interval of the tenant's first. */
    private long firstIntervalCalls() {
        return Counting.in("pattern", """
                SELECT count(*) FROM llm_calls c WHERE tenant_id = ? AND ended_at < interval '%d ms' +
                    (SELECT min(ended_at) FROM llm_calls f WHERE f.tenant_id = c.tenant_id)
                """.formatted(Stack.CALL_INTERVAL.toMillis()), tenant.id());
    }
}
