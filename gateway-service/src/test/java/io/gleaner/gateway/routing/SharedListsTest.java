package io.gleaner.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.gleaner.gateway.contract.Operation;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.paging.Cursor;
import io.gleaner.kit.problems.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Things that lie with several services look as if they lay with one. */
class SharedListsTest {

    private static final String PATH = "/v1/dead-letters";

    private final WireMockServer tracking = server();
    private final WireMockServer pattern = server();

    @BeforeEach
    void start() {
        tracking.start();
        pattern.start();
    }

    @AfterEach
    void stop() {
        tracking.stop();
        pattern.stop();
    }

    @Test
    void a_list_is_walked_through_page_by_page_in_the_order_of_all_ids() {
        part(tracking, 9, 7, 6, 2);
        part(pattern, 8, 5, 4, 3, 1);

        List<String> seen = new ArrayList<>();
        int pages = 0;
        for (String cursor = ""; cursor != null; pages++) {
            JsonNode page = bodyOf(list(PATH + "?limit=2" + cursor));
            page.path("items").forEach(item -> seen.add(item.path("letter_id").asString()));
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            cursor = page.path("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.path("next_cursor").asString();
        }

        assertThat(seen).containsExactly("9", "8", "7", "6", "5", "4", "3", "2", "1");
        assertThat(pages).isEqualTo(5);
    }

    @Test
    void a_page_links_to_the_next_one_with_the_query_as_it_came() {
        part(tracking, 2);
        part(pattern, 1);

        Answer.Whole first = list(PATH + "?status=open&limit=1");

        assertThat(first.headers().get(HttpHeaders.LINK))
                .isEqualTo("<%s?status=open&limit=1&cursor=%s>; rel=\"next\"".formatted(PATH, Cursor.of("2")));
        tracking.verify(getRequestedFor(urlEqualTo(PATH + "?status=open&limit=1")));
        pattern.verify(getRequestedFor(urlEqualTo(PATH + "?status=open&limit=1")));
    }

    @Test
    void a_list_of_which_a_part_is_away_is_no_list_and_the_problem_names_the_service() {
        part(tracking, 2);
        pattern.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatThrownBy(() -> list(PATH)).isInstanceOf(Problem.class).hasMessageContaining("pattern-service");
    }

    @Test
    void what_a_service_refuses_is_refused() {
        part(tracking, 2);
        pattern.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(400)));

        assertThat(list(PATH).status()).isEqualTo(400);
    }

    @Test
    void a_thing_is_answered_by_the_service_that_has_it_even_if_another_is_away() {
        tracking.stubFor(any(anyUrl()).willReturn(okJson("{\"letter_id\": \"1\"}")));
        for (ResponseDefinitionBuilder other : List.of(
                aResponse().withStatus(404),
                aResponse().withStatus(500),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))) {
            pattern.stubFor(any(anyUrl()).willReturn(other));

            assertThat(bodyOf(one()).path("letter_id").asString()).isEqualTo("1");
        }
    }

    @Test
    void a_refusal_of_the_service_that_has_it_wins_over_services_that_do_not() {
        tracking.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
        pattern.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(409)));

        assertThat(one().status()).isEqualTo(409);
    }

    @Test
    void a_thing_that_no_service_has_is_not_found() {
        tracking.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
        pattern.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));

        assertThat(one().status()).isEqualTo(404);
    }

    @Test
    void a_thing_that_may_lie_with_a_service_that_is_away_is_not_said_to_be_nowhere() {
        tracking.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
        pattern.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatThrownBy(this::one).isInstanceOf(Problem.class).hasMessageContaining("pattern-service");
    }

    private Answer.Whole list(String target) {
        return Objects.requireNonNull(new MergedList(owners(), "letter_id")
                .answer(call(target, "letter_id"))
                .block());
    }

    private Answer.Whole one() {
        return Objects.requireNonNull(
                new SharedThings(owners()).answer(call(PATH + "/1", null)).block());
    }

    private List<OwnerClient> owners() {
        return List.of(owner("tracking", tracking), owner("pattern", pattern));
    }

    private static OwnerClient owner(String name, WireMockServer server) {
        return new OwnerClient(
                name,
                URI.create(server.baseUrl()),
                WebClient.create(),
                CircuitBreaker.ofDefaults(name),
                Duration.ofSeconds(5));
    }

    private static Call call(String target, @Nullable String mergedBy) {
        Operation operation = new Operation(
                "any", HttpMethod.GET, PATH, List.of("tracking", "pattern"), mergedBy, "admin", List.of(), null);
        return new Call(
                operation,
                target,
                Map.of(),
                false,
                new HttpHeaders(),
                null,
                null,
                null,
                new byte[0],
                MissingNode.getInstance());
    }

    /** Answers, to any cursor and limits of 1 and 2, as a service with these letters would. */
    private static void part(WireMockServer server, int... ids) {
        for (int before = 10; before > 0; before--) {
            int bound = before;
            int[] rest = Arrays.stream(ids).filter(id -> id < bound).toArray();
            String cursor = before == 10 ? "" : "&cursor=" + Cursor.of(before);
            for (int limit = 1; limit <= 2; limit++) {
                server.stubFor(
                        any(urlEqualTo(PATH + "?limit=" + limit + cursor)).willReturn(page(rest, limit)));
            }
        }
        server.stubFor(any(urlEqualTo(PATH + "?status=open&limit=1")).willReturn(page(ids, 1)));
        server.stubFor(any(urlEqualTo(PATH)).willReturn(page(ids, 50)));
    }

    private static ResponseDefinitionBuilder page(int[] ids, int limit) {
        String items = Arrays.stream(ids)
                .limit(limit)
                .mapToObj("{\"letter_id\": \"%d\"}"::formatted)
                .collect(Collectors.joining(","));
        String next = ids.length > limit ? '"' + Cursor.of(ids[limit - 1]) + '"' : "null";
        return okJson("{\"items\": [%s], \"next_cursor\": %s}".formatted(items, next));
    }

    private static JsonNode bodyOf(Answer.Whole answer) {
        return EventJson.MAPPER.readTree(answer.body());
    }

    private static WireMockServer server() {
        return new WireMockServer(WireMockConfiguration.options().dynamicPort());
    }
}
