package io.gleaner.pattern.validation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.Edits;
import io.gleaner.testing.OnRealServers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A provider that does whatever providers do, to two replicas that validate for several tenants. */
@OnRealServers
class MisbehavingProviderTest {

    private static final int TENANTS = 6;
    private static final Duration INTERVAL = Duration.ofMillis(300);

    @Test
    void nothingIsRejectedByMistakeAndNoTenantAsksMoreOftenThanItMay() {
        Misbehaviour misbehaviour = new Misbehaviour(new Random(42));
        WireMockServer provider =
                new WireMockServer(options().dynamicPort().containerThreads(30).extensions(misbehaviour));
        provider.start();
        provider.stubFor(post(urlPathMatching(".*/chat/completions")).willReturn(aResponse()));
        try (Stage stage = Stage.of(2, settings(provider.baseUrl()))) {
            List<Edits> tenants =
                    Stream.generate(Edits::ofNewTenant).limit(TENANTS).toList();
            tenants.forEach(edits -> Edits.publish(
                    stage.replica(),
                    Stream.of("one", "two")
                            .flatMap(name -> edits.same(3, "shop " + name, "Media").stream())
                            .toList()));

            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(tenants)
                            .allSatisfy(edits ->
                                    assertThat(stage.statuses(edits)).containsExactly("approved", "approved")));

            assertThat(misbehaviour.asked()).isGreaterThan(Misbehaviour.ALL);
            assertThat(tenants).allSatisfy(edits -> {
                assertThat(stage.leastGapBetweenCalls(edits)).isGreaterThanOrEqualTo(INTERVAL.toMillis() / 1000.0);
                assertThat(leastGapAtProvider(provider, stage, edits)).isGreaterThanOrEqualTo(INTERVAL);
                assertThat(stage.table(edits).rows("""
                        SELECT tokens FROM llm_spending WHERE tenant_id = ? AND period = 'month' AND tokens >
                            (SELECT sum(input_tokens + output_tokens) FROM llm_calls c WHERE c.tenant_id = llm_spending.tenant_id)
                        """)).isEmpty();
            });
            assertThat(stage.jdbc()
                            .sql("SELECT count(*) FROM llm_reservations WHERE expires_at > clock_timestamp()")
                            .query(Long.class)
                            .single())
                    .isZero();
        } finally {
            provider.stop();
        }
    }

    private static Map<String, String> settings(String baseUrl) {
        return Map.of(
                "gleaner.llm.base-url", baseUrl,
                "gleaner.llm.validation-interval", INTERVAL.toMillis() + "ms",
                "gleaner.llm.timeout", "500ms",
                "gleaner.llm.takeover-grace", "400ms",
                "gleaner.llm.breaker-wait", "300ms",
                "gleaner.llm.max-retry-after", "600ms");
    }

    /** As the provider sees it: from one request about the tenant's candidates to the next. */
    private static Duration leastGapAtProvider(WireMockServer provider, Stage stage, Edits edits) {
        List<String> ids = stage.table(edits).rows("SELECT suggestion_id FROM suggestions WHERE tenant_id = ?").stream()
                .map(row -> String.valueOf(row.get("suggestion_id")))
                .toList();
        List<Instant> times = provider.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> ids.stream().anyMatch(request.getBodyAsString()::contains))
                .map(request -> request.getLoggedDate().toInstant())
                .sorted()
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .min(Duration::compareTo)
                .orElse(Duration.ofDays(1));
    }

    /** Each kind of misbehaviour once, in an order by the seed; good answers after that. */
    private static final class Misbehaviour implements ResponseDefinitionTransformerV2 {

        private static final List<Function<JsonNode, ResponseDefinitionBuilder>> KINDS = List.of(
                question -> busy(429),
                question -> busy(429).withHeader("Retry-After", "1"),
                question -> busy(429)
                        .withHeader(
                                "Retry-After",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        Instant.now().plusSeconds(2).atZone(ZoneOffset.UTC))),
                question -> busy(429).withHeader("retry-after-ms", "250"),
                question -> busy(429).withHeader("Retry-After", "garbage"),
                question -> busy(529).withHeader("Retry-After", "999999999999"),
                question -> busy(529),
                question -> aResponse().withStatus(500),
                question -> good(question).withFixedDelay(900),
                question -> aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
                question -> aResponse().withFault(Fault.EMPTY_RESPONSE),
                question -> okJson("{\"choices\":[{\"message\":{\"cont"),
                question -> saying("{\"verdicts\":[{\"candidate_id\":"),
                question -> saying("```json\n" + verdicts(question, "fenced") + "\n```"),
                question -> saying("{\"verdicts\":[]}"),
                question ->
                        saying("{\"verdicts\":[" + verdict(UUID.randomUUID().toString(), "reject", "foreign") + "]}"),
                question -> saying(verdicts(question, "long ".repeat(10_000))));

        private static final int ALL = KINDS.size();

        private final List<Function<JsonNode, ResponseDefinitionBuilder>> order;
        private final AtomicInteger asked = new AtomicInteger();

        Misbehaviour(Random random) {
            order = new ArrayList<>(KINDS);
            Collections.shuffle(order, random);
        }

        int asked() {
            return asked.get();
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            JsonNode request = EventJson.MAPPER.readTree(event.getRequest().getBodyAsString());
            JsonNode question =
                    EventJson.MAPPER.readTree(request.at("/messages/1/content").asString());
            int next = asked.getAndIncrement();
            return (next < ALL ? order.get(next).apply(question) : good(question)).build();
        }

        @Override
        public String getName() {
            return "misbehaviour";
        }

        private static ResponseDefinitionBuilder busy(int status) {
            return aResponse().withStatus(status);
        }

        private static ResponseDefinitionBuilder good(JsonNode question) {
            return saying(verdicts(question, "one merchant"));
        }

        private static ResponseDefinitionBuilder saying(String text) {
            return okJson("""
                    {"model":"fake-1","choices":[{"message":{"content":%s}}],
                    "usage":{"prompt_tokens":100,"completion_tokens":20}}""".formatted(EventJson.MAPPER.writeValueAsString(text)));
        }

        private static String verdicts(JsonNode question, String reasoning) {
            return question.path("candidates")
                    .valueStream()
                    .map(candidate -> verdict(candidate.path("candidate_id").asString(), "approve", reasoning))
                    .collect(Collectors.joining(",", "{\"verdicts\":[", "]}"));
        }

        private static String verdict(String id, String decision, String reasoning) {
            return """
                    {"candidate_id":"%s","decision":"%s","confidence_adjustment":0,"reasoning":"%s","risk":"low"}""".formatted(id, decision, reasoning);
        }
    }
}
