package io.gleaner.pattern.llm;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.TextBlock;
import io.gleaner.kit.telemetry.LogKeys;
import io.gleaner.pattern.llm.Answer.Answered;
import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.Failure;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model behind Anthropic's Messages API. */
final class AnthropicModelClient implements LanguageModel {

    private static final Logger LOG = LoggerFactory.getLogger(AnthropicModelClient.class);
    private static final String PUBLIC_ADDRESS = "https://api.anthropic.com";

    private final AnthropicClient client;
    private final LlmProperties settings;
    private final Clock clock;

    AnthropicModelClient(LlmProperties settings, Clock clock) {
        AnthropicOkHttpClient.Builder builder = AnthropicOkHttpClient.builder()
                .baseUrl(settings.baseUrl().isBlank() ? PUBLIC_ADDRESS : settings.baseUrl())
                .maxRetries(0)
                .timeout(settings.timeout());
        if (!settings.apiKey().isBlank()) {
            // the builder's own apiKey() goes out as a bearer token, which this API takes for another kind of
            // credential
            builder.putHeader("x-api-key", settings.apiKey());
        }
        this.client = builder.build();
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String provider() {
        return "anthropic";
    }

    @Override
    public String name() {
        return settings.model();
    }

    @Override
    public Answer ask(Prompt prompt, Duration timeout, @Nullable String traceparent) {
        RequestOptions options = RequestOptions.builder().timeout(timeout).build();
        try (HttpResponseFor<Message> response =
                client.messages().withRawResponse().create(params(prompt, traceparent), options)) {
            return read(response.parse(), limits(response.headers()).whenExhausted());
        } catch (AnthropicServiceException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.PROVIDER, "anthropic")
                    .addKeyValue(LogKeys.STATUS, e.statusCode())
                    .log("model refused or failed");
            return HttpAnswers.unsuccessful(e.statusCode(), limits(e.headers()));
        } catch (AnthropicIoException e) {
            return new Failed(timedOut(e) ? Failure.TIMEOUT : Failure.UNREACHABLE);
        } catch (AnthropicException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.PROVIDER, "anthropic")
                    .addKeyValue(LogKeys.ERROR, e.getClass().getSimpleName())
                    .log("model's answer cannot be read");
            return new Failed(Failure.UNREADABLE);
        }
    }

    private RateLimitHeaders limits(Headers headers) {
        return new RateLimitHeaders(
                name -> headers.values(name).stream().findFirst().orElse(null), clock.instant());
    }

    private MessageCreateParams params(Prompt prompt, @Nullable String traceparent) {
        MessageCreateParams.Builder params = MessageCreateParams.builder()
                .model(settings.model())
                .maxTokens(settings.maxOutputTokens())
                .system(prompt.system())
                .addUserMessage(prompt.user());
        if (settings.structuredOutput()) {
            params.outputConfig(outputConfig(prompt.answerSchema()));
        }
        if (traceparent != null) {
            params.putAdditionalHeader("traceparent", traceparent);
        }
        return params.build();
    }

    private static OutputConfig outputConfig(Map<String, Object> schema) {
        JsonOutputFormat.Schema.Builder properties = JsonOutputFormat.Schema.builder();
        schema.forEach((name, value) -> properties.putAdditionalProperty(name, JsonValue.from(value)));
        JsonOutputFormat format =
                JsonOutputFormat.builder().schema(properties.build()).build();
        return OutputConfig.builder().format(format).build();
    }

    /** Reads leniently: what only informs may be missing. */
    private Answer read(Message message, @Nullable Duration pause) {
        String text = message._content().asKnown().orElse(List.of()).stream()
                .map(ContentBlock::text)
                .flatMap(Optional::stream)
                .map(TextBlock::text)
                .collect(Collectors.joining());
        String model = message._model().asKnown().map(Object::toString).orElse(settings.model());
        return text.isEmpty() ? new Failed(Failure.UNREADABLE) : new Answered(text, usage(message), model, pause);
    }

    /** Anthropic counts cached tokens beside the input. */
    private static Usage usage(Message message) {
        return message._usage()
                .asKnown()
                .map(usage -> {
                    long cached = usage._cacheReadInputTokens().asKnown().orElse(0L);
                    long written = usage._cacheCreationInputTokens().asKnown().orElse(0L);
                    long input = usage._inputTokens().asKnown().orElse(0L);
                    long output = usage._outputTokens().asKnown().orElse(0L);
                    return new Usage(input + written + cached, output, cached);
                })
                .orElse(Usage.NONE);
    }

    private static boolean timedOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedIOException) {
                return true;
            }
        }
        return false;
    }
}
