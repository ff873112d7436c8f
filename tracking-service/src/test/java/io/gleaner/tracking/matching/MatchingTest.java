package io.gleaner.tracking.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.tracking.OnTracking;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Signature;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class MatchingTest extends OnTracking {

    private static final String SIGNATURE =
            Signature.of(Field.ENTITY, Direction.DEBIT, "netflix com").hex();

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
        return Map.of("field", "entity", "signature", SIGNATURE, "direction", "debit", "tokens", tokens);
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

        JsonNode answer = answer("/internal/coverage", coverage(List.of("netflix", "com")));

        assertThat(answer.path("transactions").asInt()).isEqualTo(6);
        assertThat(answer.path("matched").asInt()).isEqualTo(3);
        assertThat(answer.path("support").asInt()).isEqualTo(2);
        assertThat(answer.path("support_matched").asInt()).isEqualTo(2);
    }

    @Test
    void tokens_that_miss_their_own_support_show() {
        imported(transaction("t-1", "NETFLIX.COM"));
        classified("entity", "Media", "t-1");

        JsonNode answer = answer("/internal/coverage", coverage(List.of("com", "netflix")));

        assertThat(answer.path("support").asInt()).isEqualTo(1);
        assertThat(answer.path("support_matched").asInt()).isZero();
        assertThat(answer.path("matched").asInt()).isZero();
    }

    @Test
    void coverage_sees_no_other_tenant() {
        imported(transaction("t-1", "NETFLIX.COM"));

        JsonNode answer =
                answer("/internal/coverage", coverage(List.of("netflix")), services.tokenFor("somebody-else"));

        assertThat(answer.path("transactions").asInt()).isZero();
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
        ask("/internal/coverage", Map.of("field", "colour"), token)
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
