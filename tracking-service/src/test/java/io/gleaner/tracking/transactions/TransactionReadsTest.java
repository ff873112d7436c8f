package io.gleaner.tracking.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.tracking.OnTracking;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TransactionReadsTest extends OnTracking {

    private static ImportedTransaction onDay(int day, String id, @Nullable String description) {
        return new ImportedTransaction(
                id,
                LocalDate.of(2026, 1, day),
                BigDecimal.ONE,
                description,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private List<String> found(String query) {
        return ids(answer("/v1/transactions?" + query));
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("transaction_id").asString())
                .toList();
    }

    @Test
    void pages_hold_every_transaction_once_newest_first() {
        imported(IntStream.rangeClosed(1, 25)
                .mapToObj(i -> onDay(1 + i / 5, "t-%02d".formatted(i), "ACME"))
                .toList());

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = answer("/v1/transactions?limit=7" + cursor);
            seen.addAll(ids(page));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asString();
        } while (!cursor.isEmpty());

        assertThat(seen)
                .isEqualTo(IntStream.iterate(25, i -> i >= 1, i -> i - 1)
                        .mapToObj("t-%02d"::formatted)
                        .toList());
    }

    @Test
    void a_text_is_found_in_any_case_and_wildcards_are_letters() {
        imported(onDay(1, "t-1", "Café 100% Arabica"), onDay(2, "t-2", "Cafe 100 Robusta"), onDay(3, "t-3", null));

        assertThat(found("q=CAF")).containsExactly("t-2", "t-1");
        assertThat(found("q=100%25")).containsExactly("t-1");
        assertThat(found("q=%00caf%C3%A9")).containsExactly("t-1");
        assertThat(found("q=_")).isEmpty();
    }

    @Test
    void labels_are_found_in_any_spelling_and_missing_labels_too() {
        imported(onDay(1, "t-1", "A"), onDay(2, "t-2", "B"), onDay(3, "t-3", "C"));
        classified("entity", "Dining Out", "t-1", "t-2");
        classified("category", "Fun", "t-2");

        assertThat(found("field=entity&value=dining%20%20out")).containsExactly("t-2", "t-1");
        assertThat(found("field=entity&value=dining%20out&unlabelled=category")).containsExactly("t-1");
        assertThat(found("unlabelled=entity")).containsExactly("t-3");
        assertThat(found("field=entity&value=nothing")).isEmpty();
        assertThat(found("field=entity&value=%20")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=many",
                "field=colour&value=red",
                "field=entity",
                "value=Media",
                "unlabelled=colour",
                "cursor=nonsense",
                "cursor=eB94"
            })
    void a_wrong_parameter_is_told(String query) {
        JsonNode problem = answer("/v1/transactions?" + query);

        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("errors")).isNotEmpty();
    }

    @Test
    void an_id_is_read_with_all_its_characters() {
        imported(onDay(1, "2014/10 ü?", "ACME"));

        assertThat(answer("/v1/transactions/2014%2F10%20%C3%BC%3F")
                        .path("transaction_id")
                        .asString())
                .isEqualTo("2014/10 ü?");
    }

    @Test
    void the_link_to_the_next_page_asks_what_was_asked_and_only_moves_on() {
        imported(onDay(1, "t-1", "A"), onDay(2, "t-2", "B"));
        classified("entity", "C++ & Co", "t-1", "t-2");
        String first = "/v1/transactions?cursor=&field=entity&value=C%2B%2B+%26%20Co&limit=1";

        String link = linkOf(first);
        assertThat(link)
                .startsWith("</v1/transactions?field=entity&value=C%2B%2B+%26%20Co&limit=1&cursor=")
                .endsWith(">; rel=\"next\"");
        assertThat(ids(answer(first))).containsExactly("t-2");
        assertThat(ids(answer(link.substring(1, link.indexOf('>'))))).containsExactly("t-1");
    }

    private String linkOf(String path) {
        return Objects.requireNonNull(client(TOKENS.of(tenant, "alice"))
                .get()
                .uri(URI.create("http://localhost:" + port + path))
                .exchange()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Link"));
    }

    @Test
    void parameters_without_a_value_are_as_if_missing() {
        imported(onDay(1, "t-1", "A"), onDay(2, "t-2", "B"));

        assertThat(found("limit=&cursor=&q=&field=&value=&unlabelled=")).containsExactly("t-2", "t-1");
    }

    @Test
    void a_text_that_a_database_has_no_place_for_is_an_invalid_request() {
        String cursor = Base64.getUrlEncoder().encodeToString("2026-01-31\u001ft-\0".getBytes(StandardCharsets.UTF_8));

        assertThat(List.of("/v1/transactions/a%00b", "/v1/operations/a%00b", "/v1/transactions?cursor=" + cursor))
                .allSatisfy(
                        path -> assertThat(answer(path).path("status").asInt()).isEqualTo(400));
    }
}
