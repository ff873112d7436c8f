package io.gleaner.pattern.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.notContaining;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.gleaner.pattern.llm.Answer.Answered;
import io.gleaner.pattern.llm.Answer.Busy;
import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every adapter makes of what a provider does, over real HTTP. */
class AdaptersTest {

    private static final WireMockServer PROVIDER =
            new WireMockServer(options().dynamicPort().containerThreads(20));
    private static final Prompt PROMPT =
            new Prompt("test/1", "You judge.", "{\"task\":\"test\"}", Map.of("type", "object"));
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The two dialects. */
    enum Dialect {
        ANTHROPIC("/v1/messages", """
                {"id":"m","type":"message","role":"assistant","model":"m-1","stop_reason":"end_turn",\
                "content":[{"type":"text","text":"{\\"a\\":"},{"type":"text","text":"1}"}],\
                "usage":{"input_tokens":90,"cache_read_input_tokens":10,"output_tokens":20}}"""),
        OPENAI("/v1/chat/completions", """
                {"model":"m-1","choices":[{"message":{"role":"assistant","content":"{\\"a\\":1}"}}],\
                "usage":{"prompt_tokens":100,"prompt_tokens_details":{"cached_tokens":10},"completion_tokens":20}}""");

        private final String path;
        private final String answer;

        Dialect(String path, String answer) {
            this.path = path;
            this.answer = answer;
        }

        LanguageModel adapter(String baseUrl) {
            return adapter(settings(baseUrl, this, true, "max_completion_tokens"));
        }

        LanguageModel adapter(LlmProperties settings) {
            return switch (this) {
                case ANTHROPIC -> new AnthropicModelClient(settings, Clock.systemUTC());
                case OPENAI -> new OpenAiModelClient(settings, Clock.systemUTC());
            };
        }
    }

    @BeforeAll
    static void start() {
        PROVIDER.start();
    }

    @AfterAll
    static void stop() {
        PROVIDER.stop();
    }

    @BeforeEach
    void forget() {
        PROVIDER.resetAll();
    }

    @Test
    void the_name_of_a_model_is_cut_to_what_others_can_be_told() {
        Answer.Answered answered = new Answer.Answered("{}", Usage.NONE, "gpt\0-" + "x".repeat(500));

        assertThat(answered.model()).hasSize(100).startsWith("gpt-x");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerIsReadWithItsUsage(Dialect dialect) {
        provider(dialect, okJson(dialect.answer));

        Answer answer = ask(dialect);

        assertThat(answer).isEqualTo(new Answered("{\"a\":1}", new Usage(100, 20, 10), "m-1"));
    }

    @ParameterizedTest
    @EnumSource
    void oneRequestCarriesPromptAndTrace(Dialect dialect) {
        provider(dialect, okJson(dialect.answer));

        ask(dialect);

        PROVIDER.verify(
                1,
                postRequestedFor(urlEqualTo(dialect.path))
                        .withHeader("traceparent", equalTo(TRACEPARENT))
                        .withRequestBody(matchingJsonPath("$.model", equalTo("m")))
                        .withRequestBody(matchingJsonPath("$.messages[-1:].content", equalTo(PROMPT.user()))));
    }

    @ParameterizedTest
    @EnumSource
    void theKeyGoesWhereTheProviderWantsIt(Dialect dialect) {
        provider(dialect, okJson(dialect.answer));

        ask(dialect);

        switch (dialect) {
            case ANTHROPIC ->
                PROVIDER.verify(postRequestedFor(urlEqualTo(dialect.path))
                        .withHeader("x-api-key", equalTo("secret-key"))
                        .withoutHeader("Authorization"));
            case OPENAI ->
                PROVIDER.verify(postRequestedFor(urlEqualTo(dialect.path))
                        .withHeader("Authorization", equalTo("Bearer secret-key")));
        }
    }

    @Test
    void anOpenAiCompatibleServerIsAskedToHoldItsModelToTheSchema() {
        provider(Dialect.OPENAI, okJson(Dialect.OPENAI.answer));

        ask(Dialect.OPENAI);

        PROVIDER.verify(
                postRequestedFor(urlEqualTo(Dialect.OPENAI.path)).withRequestBody(equalToJson("""
                        {"max_completion_tokens":1000,"response_format":{"type":"json_schema","json_schema":
                        {"name":"answer","strict":true,"schema":{"type":"object"}}}}""", true, true)));
    }

    @Test
    void anOlderServerIsAskedForAnyJsonObjectInItsOwnWords() {
        provider(Dialect.OPENAI, okJson(Dialect.OPENAI.answer));

        Dialect.OPENAI
                .adapter(settings(PROVIDER.baseUrl(), Dialect.OPENAI, false, "max_tokens"))
                .ask(PROMPT, TIMEOUT, null);

        PROVIDER.verify(postRequestedFor(urlEqualTo(Dialect.OPENAI.path))
                .withRequestBody(equalToJson("""
                        {"max_tokens":1000,"response_format":{"type":"json_object"}}""", true, true))
                .withRequestBody(notContaining("max_completion_tokens")));
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyInformsMayBeMissing(Dialect dialect) {
        String bare = switch (dialect) {
            case ANTHROPIC -> "{\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}";
            case OPENAI -> "{\"choices\":[{\"message\":{\"content\":\"hi\"}}]}";
        };
        provider(dialect, okJson(bare));

        assertThat(ask(dialect)).isEqualTo(new Answered("hi", new Usage(0, 0, 0), "m"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void aStatusIsNeverRetriedAndNeverAnAnswer(Dialect dialect, int status, Answer expected) {
        provider(
                dialect,
                aResponse().withStatus(status).withHeader("Retry-After", "7").withBody("{}"));

        assertThat(ask(dialect)).isEqualTo(expected);
        PROVIDER.verify(1, postRequestedFor(urlEqualTo(dialect.path)));
    }

    static Stream<Arguments> statuses() {
        Map<Integer, Answer> answers = Map.of(
                429, new Busy(Duration.ofSeconds(7)),
                529, new Busy(Duration.ofSeconds(7)),
                500, new Failed(Failure.SERVER_ERROR),
                503, new Failed(Failure.SERVER_ERROR),
                400, new Failed(Failure.REFUSED),
                401, new Failed(Failure.REFUSED),
                404, new Failed(Failure.REFUSED));
        return Stream.of(Dialect.values())
                .flatMap(dialect -> answers.entrySet().stream()
                        .map(entry -> Arguments.of(dialect, entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest
    @EnumSource
    void aSlowProviderIsATimeout(Dialect dialect) {
        provider(dialect, okJson(dialect.answer).withFixedDelay(2_000));

        assertThat(dialect.adapter(PROVIDER.baseUrl()).ask(PROMPT, Duration.ofMillis(200), null))
                .isEqualTo(new Failed(Failure.TIMEOUT));
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenConnectionIsUnreachable(Dialect dialect) {
        provider(dialect, aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(ask(dialect)).isEqualTo(new Failed(Failure.UNREACHABLE));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyThereIsUnreachable(Dialect dialect) {
        assertThat(dialect.adapter("http://127.0.0.1:1").ask(PROMPT, TIMEOUT, null))
                .isEqualTo(new Failed(Failure.UNREACHABLE));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoAnswerOfTheProviderIsUnreadable(Dialect dialect) {
        for (String body : List.of("<html>", "{}", "[]", "")) {
            provider(dialect, okJson(body));

            assertThat(ask(dialect)).as(body).isEqualTo(new Failed(Failure.UNREADABLE));
        }
    }

    private static void provider(Dialect dialect, ResponseDefinitionBuilder response) {
        PROVIDER.stubFor(post(urlEqualTo(dialect.path)).willReturn(response));
    }

    private static Answer ask(Dialect dialect) {
        return dialect.adapter(PROVIDER.baseUrl()).ask(PROMPT, TIMEOUT, TRACEPARENT);
    }

    private static LlmProperties settings(
            String baseUrl, Dialect dialect, boolean structuredOutput, String maxTokensField) {
        return new LlmProperties(
                Provider.valueOf(dialect.name()),
                baseUrl,
                "secret-key",
                "m",
                TIMEOUT,
                Duration.ofSeconds(60),
                25,
                1_000,
                maxTokensField,
                Duration.ofMinutes(10),
                Duration.ofSeconds(15),
                20,
                5,
                Duration.ofSeconds(30),
                structuredOutput,
                false,
                Map.of());
    }
}
