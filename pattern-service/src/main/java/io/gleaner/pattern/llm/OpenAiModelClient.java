package io.gleaner.pattern.llm;

import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.telemetry.LogKeys;
import io.gleaner.pattern.llm.Answer.Answered;
import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A model behind any address that speaks OpenAI's chat completions. */
final class OpenAiModelClient implements LanguageModel {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAiModelClient.class);
    private static final String PUBLIC_ADDRESS = "https://api.openai.com/v1";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final String ANSWER_NAME = "answer";
    private static final int MOST_BYTES = 1_000_000;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI address;
    private final LlmProperties settings;
    private final Clock clock;

    OpenAiModelClient(LlmProperties settings, Clock clock) {
        this.address = addressOf(settings.baseUrl().isBlank() ? PUBLIC_ADDRESS : settings.baseUrl());
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public String name() {
        return settings.model();
    }

    @Override
    public Answer ask(Prompt prompt, Duration timeout, @Nullable String traceparent) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(timeout);
        try {
            return RestClient.builder()
                    .requestFactory(requests)
                    .build()
                    .post()
                    .uri(address)
                    .headers(headers -> addTo(headers, traceparent))
                    .body(EventJson.MAPPER.writeValueAsBytes(body(prompt)))
                    .exchangeForRequiredValue((request, response) -> read(response));
        } catch (ResourceAccessException e) {
            return new Failed(e.getCause() instanceof HttpTimeoutException ? Failure.TIMEOUT : Failure.UNREACHABLE);
        }
    }

    /** A base URL without a path gets the usual one. */
    static URI addressOf(String baseUrl) {
        String base = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        boolean bare = URI.create(base).getPath().isEmpty();
        return URI.create(base + (bare ? "/v1" : "") + "/chat/completions");
    }

    private void addTo(HttpHeaders headers, @Nullable String traceparent) {
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (!settings.apiKey().isBlank()) {
            headers.setBearerAuth(settings.apiKey());
        }
        if (traceparent != null) {
            headers.set("traceparent", traceparent);
        }
    }

    private Map<String, Object> body(Prompt prompt) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", settings.model());
        body.put(settings.maxTokensField(), settings.maxOutputTokens());
        body.put(
                "messages",
                List.of(
                        Map.of("role", "system", "content", prompt.system()),
                        Map.of("role", "user", "content", prompt.user())));
        body.put("response_format", responseFormat(prompt));
        return body;
    }

    /** The answer's schema where the server has structured output, else any JSON object. */
    private Map<String, Object> responseFormat(Prompt prompt) {
        return settings.structuredOutput()
                ? Map.of(
                        "type",
                        "json_schema",
                        "json_schema",
                        Map.of("name", ANSWER_NAME, "strict", true, "schema", prompt.answerSchema()))
                : Map.of("type", "json_object");
    }

    private Answer read(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        RateLimitHeaders limits = new RateLimitHeaders(response.getHeaders()::getFirst, clock.instant());
        if (HttpAnswers.successful(status)) {
            return read(response.getBody().readNBytes(MOST_BYTES), limits.whenExhausted());
        }
        LOG.atWarn()
                .addKeyValue(LogKeys.PROVIDER, "openai")
                .addKeyValue(LogKeys.STATUS, status)
                .log("model refused or failed");
        return HttpAnswers.unsuccessful(status, limits);
    }

    private Answer read(byte[] body, @Nullable Duration pause) {
        try {
            JsonNode json = EventJson.MAPPER.readTree(body);
            String text = json.at("/choices/0/message/content").asString("");
            return text.isEmpty()
                    ? new Failed(Failure.UNREADABLE)
                    : new Answered(text, usage(json), json.path("model").asString(settings.model()), pause);
        } catch (JacksonException e) {
            return new Failed(Failure.UNREADABLE);
        }
    }

    private static Usage usage(JsonNode json) {
        return new Usage(
                json.at("/usage/prompt_tokens").asLong(0),
                json.at("/usage/completion_tokens").asLong(0),
                json.at("/usage/prompt_tokens_details/cached_tokens").asLong(0));
    }
}
