package io.gleaner.pattern.llm;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which model is asked, and within which bounds.
 *
 * @param provider where; if missing, {@code openai} where a base URL is set, else {@code anthropic} where a key is set,
 *     else {@code offline}
 * @param baseUrl address of the provider; its public one if missing
 * @param apiKey what the provider knows us by; never logged
 * @param model its name; the provider's default of {@link #model()} if missing
 * @param timeout of one call, all in all
 * @param validationInterval between the end of a suggestion validation and the tenant's next one
 * @param maxCandidates of one suggestion validation
 * @param maxOutputTokens of one answer
 * @param maxTokensField what an OpenAI-compatible server calls that bound; older ones know {@code max_tokens} only
 * @param maxRetryAfter longest wish of a provider to be left alone that is honoured
 * @param takeoverGrace how long beyond a call's own time other replicas leave its request alone
 * @param breakerWait how long one replica leaves a provider alone once half of its last calls have failed
 * @param maxConcurrentCalls of one replica, over all tenants; fewer while the provider bears fewer
 * @param maxConcurrentCallsPerTenant of one replica
 * @param structuredOutput whether the provider is asked to hold the model to the answer's schema; off for servers that
 *     cannot, which are then asked for any JSON object
 * @param storePrompts whether the ledger keeps prompts
 * @param prices per model, per million tokens
 */
@Validated
@ConfigurationProperties("gleaner.llm")
public record LlmProperties(
        @Nullable Provider provider,
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String model,

        @DefaultValue("45s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration timeout,

        @DefaultValue("60s") @NotNull @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration validationInterval,

        @DefaultValue("25") @Min(1) @Max(25) int maxCandidates,
        @DefaultValue("8000") @Min(256) @Max(1_000_000) int maxOutputTokens,

        @DefaultValue("max_completion_tokens") @Pattern(regexp = "max_completion_tokens|max_tokens")
        String maxTokensField,

        @DefaultValue("10m") @NotNull @DurationMin(seconds = 0) @DurationMax(days = 1)
        Duration maxRetryAfter,

        @DefaultValue("15s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration takeoverGrace,

        @DefaultValue("20") @Min(1) @Max(1000) int maxConcurrentCalls,
        @DefaultValue("5") @Min(1) @Max(1000) int maxConcurrentCallsPerTenant,

        @DefaultValue("30s") @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration breakerWait,

        @DefaultValue("true") boolean structuredOutput,
        @DefaultValue("false") boolean storePrompts,
        @DefaultValue Map<String, @Valid Price> prices) {

    private static final Map<Provider, String> MODELS =
            Map.of(Provider.OFFLINE, "none", Provider.ANTHROPIC, "claude-haiku-4-5", Provider.OPENAI, "gpt-4o-mini");

    /** The provider in force. */
    @Override
    public Provider provider() {
        if (provider != null) {
            return provider;
        }
        if (!baseUrl.isBlank()) {
            return Provider.OPENAI;
        }
        return apiKey.isBlank() ? Provider.OFFLINE : Provider.ANTHROPIC;
    }

    /** The model in force. */
    @Override
    public String model() {
        return model.isBlank() ? Objects.requireNonNull(MODELS.get(provider())) : model;
    }

    /** A public provider wants a key; a server of one's own may not. */
    @AssertTrue(
            message =
                    "gleaner.llm.provider needs gleaner.llm.api-key, or gleaner.llm.base-url for a server that wants no "
                            + "key; or set gleaner.llm.provider to offline")
    boolean isProviderReachable() {
        return provider() == Provider.OFFLINE || !apiKey.isBlank() || !baseUrl.isBlank();
    }

    /** Between two calls of a purpose. */
    Duration interval(Purpose purpose) {
        return switch (purpose) {
            case SUGGESTION_VALIDATION -> validationInterval;
        };
    }

    @Override
    public String toString() {
        return "LlmProperties[provider=%s, model=%s, apiKey=***]".formatted(provider(), model());
    }
}
