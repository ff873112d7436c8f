package io.gleaner.gateway.acceptance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.gateway.PublishedEvents;
import io.gleaner.kit.events.Event;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

class RepeatedRequestsTest extends GatewayScenario {

    private static final String EDIT = "{\"field\": \"entity\", \"value\": \"Media\"}";
    private static final String APPROVE = "/v1/patterns/suggestions/s-1/approve";

    private final PublishedEvents published = new PublishedEvents(TOPICS);

    @Test
    void the_same_request_again_gets_the_same_answer_and_the_same_events() {
        Answered first = edit(as("twice"), "t-1", "key", EDIT);
        Answered again = edit(as("twice"), "t-1", "key", EDIT);

        assertThat(first.status()).isEqualTo(202);
        assertThat(again).isEqualTo(first);
        assertThat(events("twice")).extracting(Event::id).containsOnly(first.operationId() + ".1");
        assertThat(events("twice"))
                .extracting(Event::time)
                .containsOnly(events("twice").getFirst().time());
    }

    @Test
    void without_a_key_every_request_is_its_own() {
        assertThat(edit(as("unkeyed"), "t-1", null, EDIT).operationId())
                .isNotEqualTo(edit(as("unkeyed"), "t-1", null, EDIT).operationId());
    }

    @Test
    void the_key_of_another_request_is_answered_422() {
        edit(as("reused"), "t-1", "key", EDIT);

        assertThat(edit(as("reused"), "t-1", "key", EDIT.replace("Media", "Travel"))
                        .status())
                .isEqualTo(422);
        assertThat(edit(as("reused"), "t-2", "key", EDIT).status()).isEqualTo(422);
        assertThat(events("reused")).hasSize(1);
    }

    @Test
    void a_key_belongs_to_one_user_of_one_tenant() {
        var answers = List.of(
                edit(as("keys-a"), "t-1", "key", EDIT),
                edit(as("keys-b"), "t-1", "key", EDIT.replace("Media", "Travel")),
                edit(withToken(TOKENS.of("keys-a", "bob")), "t-1", "key", EDIT.replace("Media", "Meals")));

        assertThat(answers).extracting(Answered::status).containsOnly(202);
        assertThat(answers).extracting(Answered::operationId).doesNotHaveDuplicates();
    }

    @Test
    void of_requests_at_the_same_time_one_runs_and_the_others_get_its_answer_or_409() throws Exception {
        List<Callable<Answered>> requests = IntStream.range(0, 12)
                .<Callable<Answered>>mapToObj(i -> () -> edit(as("at-once"), "t-1", "key", EDIT))
                .toList();

        List<Answered> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    threads.invokeAll(requests).stream().map(Future::resultNow).toList();
        }

        assertThat(answers).extracting(Answered::status).contains(202).isSubsetOf(202, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 202))
                .extracting(Answered::operationId)
                .containsOnly(edit(as("at-once"), "t-1", "key", EDIT).operationId());
        assertThat(events("at-once").stream().map(Event::id).distinct()).hasSize(1);
    }

    @Test
    void while_the_first_may_still_run_a_repeat_is_answered_409() {
        edit(as("running"), "t-1", "key", EDIT);
        stuck("running", "1 minute");

        assertThat(edit(as("running"), "t-1", "key", EDIT).status()).isEqualTo(409);
    }

    @Test
    void after_a_crash_between_keeping_and_publishing_the_repeat_runs_under_the_same_ids() {
        Answered first = edit(as("crashed"), "t-1", "key", EDIT);
        stuck("crashed", "-1 second");

        Answered repeat = edit(as("crashed"), "t-1", "key", EDIT);

        assertThat(repeat).isEqualTo(first);
        assertThat(events("crashed")).extracting(Event::id).containsOnly(first.operationId() + ".1");
    }

    @Test
    void a_key_is_free_again_after_a_day() {
        Answered first = edit(as("next-day"), "t-1", "key", EDIT);
        jdbc.sql("UPDATE accepted_requests SET accepted_at = now() - interval '25 hours' WHERE tenant_id = 'next-day'")
                .update();

        Answered next = edit(as("next-day"), "t-1", "key", EDIT.replace("Media", "Travel"));

        assertThat(next.status()).isEqualTo(202);
        assertThat(next.operationId()).isNotEqualTo(first.operationId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "näme"})
    void a_key_that_breaks_the_contract_is_refused(String key) {
        assertThat(edit(as("bad-keys"), "t-1", key, EDIT).status()).isEqualTo(400);
    }

    @Test
    void a_command_of_an_owner_is_passed_on_once_and_its_first_answer_repeated() {
        ownerAnswers(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"status\": \"approved\", \"serial\": \"{{randomValue length=8}}\"}")
                .withTransformers("response-template"));

        Answered first = post(as("approving"), APPROVE, "key");
        Answered again = post(as("approving"), APPROVE, "key");

        assertThat(again).isEqualTo(first);
        OWNER.verify(1, postRequestedFor(urlEqualTo(APPROVE)).withHeader("Idempotency-Key", WireMock.equalTo("key")));
    }

    @Test
    void a_command_that_any_of_several_owners_may_take_is_passed_on_to_each_once() {
        String redrive = "/v1/dead-letters/l-1/redrive";
        OWNER.stubFor(WireMock.post(redrive).willReturn(aResponse().withStatus(202)));

        Answered first = post(as("redriving"), redrive, "key");
        Answered again = post(as("redriving"), redrive, "key");

        assertThat(again).isEqualTo(first);
        OWNER.verify(2, postRequestedFor(urlEqualTo(redrive)).withHeader("Idempotency-Key", WireMock.equalTo("key")));
    }

    @Test
    void what_an_owner_refuses_is_repeated_too() {
        ownerAnswers(aResponse()
                .withStatus(409)
                .withHeader("Content-Type", "application/problem+json")
                .withBody("{\"status\": 409}"));

        assertThat(post(as("refusing"), APPROVE, "key").status()).isEqualTo(409);
        assertThat(post(as("refusing"), APPROVE, "key").status()).isEqualTo(409);
        OWNER.verify(1, postRequestedFor(urlEqualTo(APPROVE)));
    }

    @Test
    void a_command_that_its_owner_could_not_take_runs_again() {
        OWNER.stubFor(WireMock.post(APPROVE)
                .inScenario("recovering")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("well")
                .willReturn(aResponse().withStatus(503)));
        OWNER.stubFor(WireMock.post(APPROVE)
                .inScenario("recovering")
                .whenScenarioStateIs("well")
                .willReturn(WireMock.okJson("{\"status\": \"approved\"}")));

        assertThat(post(as("recovering"), APPROVE, "key").status()).isEqualTo(503);
        assertThat(post(as("recovering"), APPROVE, "key").status()).isEqualTo(200);
    }

    /** What a client sees; header and body decide whether two answers are the same. */
    private record Answered(int status, String location, Map<String, Object> body) {

        String operationId() {
            return String.valueOf(body.get("operation_id"));
        }
    }

    private void stuck(String tenant, String lease) {
        jdbc.sql(
                        "UPDATE accepted_requests SET settled = false, lease_until = now() + cast(? AS interval) WHERE tenant_id = ?")
                .params(lease, tenant)
                .update();
    }

    private void ownerAnswers(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder answer) {
        OWNER.stubFor(WireMock.post(APPROVE).willReturn(answer));
    }

    private List<Event<ClassificationRecorded>> events(String tenant) {
        return published.of(tenant, EventTypes.CLASSIFICATION_RECORDED);
    }

    private static Answered edit(
            WebTestClient client, String id, @org.jspecify.annotations.Nullable String key, String body) {
        return answered(client.patch()
                .uri("/v1/transactions/{id}", id)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.set("Idempotency-Key", key))
                .bodyValue(body)
                .exchange());
    }

    private static Answered post(WebTestClient client, String path, String key) {
        return answered(client.post().uri(path).header("Idempotency-Key", key).exchange());
    }

    private static Answered answered(WebTestClient.ResponseSpec response) {
        EntityExchangeResult<Map<String, Object>> result = response.expectBody(
                        new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult();
        return new Answered(
                result.getStatus().value(),
                String.valueOf(result.getResponseHeaders().getLocation()),
                Objects.requireNonNullElse(result.getResponseBody(), Map.of()));
    }
}
