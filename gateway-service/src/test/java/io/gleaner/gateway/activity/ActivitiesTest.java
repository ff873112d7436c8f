package io.gleaner.gateway.activity;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ActivityLogged;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.gateway.PublishedEvents;
import io.gleaner.kit.events.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class ActivitiesTest extends GatewayScenario {

    private static final String EDIT = "{\"field\": \"entity\", \"value\": \"hush-hush\"}";
    private static final String APPROVE = "/v1/patterns/suggestions/s-1/approve";

    private final PublishedEvents published = new PublishedEvents(TOPICS);

    private List<Event<ActivityLogged>> events(String tenant) {
        return published.of(tenant, EventTypes.ACTIVITY_LOGGED);
    }

    private ActivityLogged only(String tenant) {
        List<Event<ActivityLogged>> events = events(tenant);
        assertThat(events).hasSize(1);
        return events.getFirst().payload();
    }

    private static WebTestClient.ResponseSpec edit(WebTestClient client, @Nullable String key, String body) {
        return client.patch()
                .uri("/v1/transactions/t-1?note=hush-query")
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .header("User-Agent", "u".repeat(1_000))
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient.ResponseSpec approve(WebTestClient client, @Nullable String key) {
        return client.post()
                .uri(APPROVE)
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .exchange();
    }

    /** Every text that the topic carries for this tenant: keys, headers and values. */
    private String everything(String tenant) {
        StringBuilder all = new StringBuilder();
        published.records(Topic.ACTIVITY).stream()
                .filter(message -> message.key().equals(tenant))
                .forEach(message -> {
                    all.append(new String(message.value(), StandardCharsets.UTF_8));
                    message.headers().forEach(header -> all.append(new String(header.value(), StandardCharsets.UTF_8)));
                });
        return all.toString();
    }

    @Test
    void an_edit_is_told_with_who_what_from_where_and_in_which_trace_once_it_is_answered() {
        String location = edit(as("tells"), null, EDIT)
                .expectStatus()
                .isAccepted()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");

        ActivityLogged activity = only("tells");
        assertThat(activity.userId()).isEqualTo("alice");
        assertThat(activity.type()).isEqualTo("label_transaction");
        assertThat(activity.details())
                .isEqualTo(Map.of("transaction_id", "t-1", "status", "202", "location", String.valueOf(location)));
        assertThat(activity.ip()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(activity.userAgent()).isEqualTo("u".repeat(300));
        assertThat(activity.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void neither_a_body_nor_a_query_nor_a_token_is_told() {
        String token = TOKENS.of("secrets", "alice");
        edit(withToken(token), "hush-key", EDIT).expectStatus().isAccepted();
        edit(withToken(token), null, "{\"field\": \"hush-field\"}")
                .expectStatus()
                .isBadRequest();

        assertThat(everything("secrets")).contains("label_transaction").doesNotContain("hush", token);
    }

    @Test
    void a_repeat_with_the_key_is_the_same_activity() {
        OWNER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        edit(as("repeats"), "key", EDIT);
        edit(as("repeats"), "key", EDIT);
        approve(as("repeats"), "other-key").expectStatus().isOk();
        approve(as("repeats"), "other-key").expectStatus().isOk();

        assertThat(events("repeats"))
                .hasSize(4)
                .extracting(Event::id)
                .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(2));
    }

    @Test
    void without_a_key_every_call_is_an_activity_of_its_own() {
        OWNER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        approve(as("unkeyed"), null);
        approve(as("unkeyed"), null);

        assertThat(events("unkeyed").stream().map(Event::id).distinct()).hasSize(2);
    }

    private static WebTestClient.ResponseSpec redrive(WebTestClient client, String query) {
        return client.post().uri("/v1/dead-letters/l-1/redrive" + query).exchange();
    }

    @Test
    void a_redrive_that_was_only_tried_is_told_as_a_dry_run() {
        OWNER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        redrive(as("tries"), "?dry_run=true").expectStatus().isOk();

        ActivityLogged activity = only("tries");
        assertThat(activity.type()).isEqualTo("redrive_dead_letter");
        assertThat(activity.details()).isEqualTo(Map.of("letter_id", "l-1", "status", "200", "dry_run", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?dry_run=false", "?dry_run=", "?dry_run=&dry_run=true", "?note=dry_run"})
    void a_redrive_that_the_owner_carries_out_is_not_told_as_a_dry_run(String query) {
        OWNER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        String tenant = "redrives-" + UUID.randomUUID();
        redrive(as(tenant), query).expectStatus().isOk();

        assertThat(only(tenant).details()).isEqualTo(Map.of("letter_id", "l-1", "status", "200"));
    }

    @Test
    void an_operation_that_knows_no_dry_run_is_not_told_as_one() {
        OWNER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        as("pretends")
                .post()
                .uri(APPROVE + "?dry_run=true")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(only("pretends").details()).isEqualTo(Map.of("suggestion_id", "s-1", "status", "200"));
    }

    @Test
    void whoever_may_not_redrive_is_told_to_have_wanted_a_dry_run() {
        redrive(withToken(TOKENS.of("barred", "mallory", "read")), "?dry_run=true")
                .expectStatus()
                .isForbidden();

        assertThat(only("barred").details()).isEqualTo(Map.of("letter_id", "l-1", "status", "403", "dry_run", "true"));
    }

    @Test
    void what_an_owner_refuses_is_told_with_its_status() {
        OWNER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(409).withBody("hush")));
        approve(as("refused"), null).expectStatus().isEqualTo(409);

        ActivityLogged activity = only("refused");
        assertThat(activity.type()).isEqualTo("approve_suggestion");
        assertThat(activity.details()).isEqualTo(Map.of("suggestion_id", "s-1", "status", "409"));
    }

    @Test
    void what_breaks_the_contract_is_told_and_a_used_key_is_not_taken_for_a_repeat() {
        edit(as("broken"), null, "{}").expectStatus().isBadRequest();
        edit(as("broken"), "key", EDIT).expectStatus().isAccepted();
        edit(as("broken"), "key", "{\"field\": \"entity\", \"value\": \"Other\"}")
                .expectStatus()
                .isEqualTo(422);

        assertThat(events("broken"))
                .extracting(event -> event.payload().details().get("status"))
                .containsExactly("400", "202", "422");
    }

    @Test
    void whoever_is_not_let_in_is_told_even_if_it_was_to_read() {
        withToken(TOKENS.of("curious", "mallory", "read"))
                .get()
                .uri("/v1/activity")
                .exchange()
                .expectStatus()
                .isForbidden();

        ActivityLogged activity = only("curious");
        assertThat(activity.userId()).isEqualTo("mallory");
        assertThat(activity.type()).isEqualTo("list_activities");
        assertThat(activity.details()).isEqualTo(Map.of("status", "403"));
    }

    @Test
    void what_is_read_is_not_told() {
        OWNER.stubFor(any(anyUrl()).willReturn(okJson("{}")));
        as("reads").get().uri("/v1/activity/verify").exchange().expectStatus().isOk();

        assertThat(events("reads")).isEmpty();
    }

    @Test
    void a_token_that_is_issued_is_told_of_whom_it_is_for_and_not_told_itself() {
        String answer = new String(
                Objects.requireNonNull(anonymous()
                        .post()
                        .uri("/v1/dev/token")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"tenant\": \"issues\", \"user\": \"bob\"}")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody()),
                StandardCharsets.UTF_8);

        ActivityLogged activity = only("issues");
        assertThat(activity.userId()).isEqualTo("bob");
        assertThat(activity.type()).isEqualTo("issue_dev_token");
        String signature = answer.substring(answer.lastIndexOf('.') + 1, answer.lastIndexOf('"'));
        assertThat(everything("issues")).doesNotContain(signature);
    }
}
