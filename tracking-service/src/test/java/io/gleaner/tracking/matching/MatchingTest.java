package io.gleaner.tracking.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.tracking.OnTracking;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class MatchingTest extends OnTracking {

    private ResponseSpec ask(String path, Object body, String token) {
        return client(token).post().uri(path).bodyValue(body).exchange();
    }

    private JsonNode answer(String path, Object body) {
        return answer(path, body, services.tokenFor(tenant));
    }

    private JsonNode answer(String path, Object body, String token) {
        return Objects.requireNonNull(ask(path, body, token)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private static Map<String, Object> coverage(List<String> tokens) {
        return Map.of("questions", List.of(question("netflix com", tokens)));
    }

    private static Map<String, Object> question(String key, List<String> tokens) {
        return Map.of("field", "entity", "key", key, "direction", "debit", "tokens", tokens);
    }

    @Test
    void coverage_counts_all_transactions_and_those_the_pattern_would_rest_on() {
        imported(
                transaction("t-1", "NETFLIX.COM ref 1037"),
                transaction("t-2", "NETFLIX.COM ref 1074"),
                transaction("t-3", "NETFLIX MONTHLY COM"),
                transaction("t-4", "NETFLIX.COM", "12", Map.of()),
                transaction("t-5", "ACME"),
                transaction("t-6", null));
        classified("entity", "Media", "t-1", "t-2", "t-5");

        JsonNode answer = answer("/internal/coverage", coverage(List.of("netflix", "com")))
                .at("/coverages/0");

        assertThat(answer.path("transactions").asInt()).isEqualTo(6);
        assertThat(answer.path("matched").asInt()).isEqualTo(3);
        assertThat(answer.path("support").asInt()).isEqualTo(2);
        assertThat(answer.path("support_matched").asInt()).isEqualTo(2);
    }

    @Test
    void tokens_that_miss_their_own_support_show() {
        imported(transaction("t-1", "NETFLIX.COM"));
        classified("entity", "Media", "t-1");

        JsonNode answer = answer("/internal/coverage", coverage(List.of("com", "netflix")))
                .at("/coverages/0");

        assertThat(answer.path("support").asInt()).isEqualTo(1);
        assertThat(answer.path("support_matched").asInt()).isZero();
        assertThat(answer.path("matched").asInt()).isZero();
    }

    @Test
    void coverage_sees_no_other_tenant() {
        imported(transaction("t-1", "NETFLIX.COM"));

        JsonNode answer = answer("/internal/coverage", coverage(List.of("netflix")), services.tokenFor("somebody-else"))
                .at("/coverages/0");

        assertThat(answer.path("transactions").asInt()).isZero();
    }

    @Test
    void all_questions_of_an_answer_are_counted_in_one_request_over_many_keys() {
        jdbc.sql("""
                INSERT INTO transactions (tenant_id, transaction_id, date, amount, direction, key, entity_set_by)
                SELECT :tenant, 't-' || i, '2026-01-31', -1, 'debit', 'shop number' || chr(97 + i % 26) || ' word' || i,
                    CASE WHEN i <= 30 THEN 'user' END
                FROM generate_series(1, 60000) i
                """).param("tenant", tenant).update();

        JsonNode coverages = answer(
                        "/internal/coverage",
                        Map.of(
                                "questions",
                                IntStream.rangeClosed(1, 25)
                                        .mapToObj(i -> question(
                                                "shop number" + (char) ('a' + i) + " word" + i,
                                                List.of("number" + (char) ('a' + i))))
                                        .toList()))
                .path("coverages");

        assertThat(coverages).hasSize(25).allSatisfy(coverage -> {
            assertThat(coverage.path("transactions").asInt()).isEqualTo(60_000);
            assertThat(coverage.path("matched").asInt()).isBetween(60_000 / 26, 60_000 / 26 + 1);
            assertThat(coverage.path("support").asInt()).isEqualTo(1);
            assertThat(coverage.path("support_matched").asInt()).isEqualTo(1);
        });
    }

    @Test
    void matches_say_which_pattern_covers_which_key() {
        Map<String, Object> body = Map.of(
                "patterns",
                List.of(
                        Map.of("pattern_id", "p-1", "field", "entity", "tokens", List.of("netflix")),
                        Map.of("pattern_id", "p-2", "field", "entity", "direction", "credit", "tokens", List.of("com")),
                        Map.of("pattern_id", "p-3", "field", "category", "tokens", List.of("netflix"))),
                "keys",
                List.of(
                        Map.of("key", "netflix com", "field", "entity", "direction", "debit"),
                        Map.of("key", "netflix com", "field", "entity", "direction", "credit"),
                        Map.of("key", "acme", "field", "entity", "direction", "debit")));

        JsonNode matches = answer("/internal/matches", body).path("matches");

        assertThat(matches)
                .extracting(match -> match.path("pattern_ids").toString())
                .containsExactly("[\"p-1\"]", "[\"p-1\",\"p-2\"]", "[]");
    }

    @Test
    void a_question_that_makes_no_sense_is_told_so() {
        String token = services.tokenFor(tenant);

        ask("/internal/coverage", coverage(List.of()), token).expectStatus().isBadRequest();
        ask("/internal/coverage", Map.of("questions", List.of(Map.of("field", "colour"))), token)
                .expectStatus()
                .isBadRequest();
        ask("/internal/coverage", Map.of("questions", List.of()), token)
                .expectStatus()
                .isBadRequest();
        ask("/internal/coverage", Map.of("questions", Collections.nCopies(26, question("a", List.of("a")))), token)
                .expectStatus()
                .isBadRequest();
        ask("/internal/matches", Map.of("patterns", List.of()), token)
                .expectStatus()
                .isBadRequest();
        ask("/internal/matches", List.of(), token).expectStatus().isBadRequest();
    }

    @Test
    void a_users_token_opens_nothing_internal() {
        String user = TOKENS.of(tenant, "alice");

        assertThat(List.of("/internal/coverage", "/internal/matches"))
                .allSatisfy(path ->
                        ask(path, coverage(List.of("a")), user).expectStatus().isEqualTo(HttpStatus.UNAUTHORIZED));
    }
}
