package io.gleaner.pattern.llm;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
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
 * @param maxOutputTokens of one answer
 * @param maxRetryAfter longest wish of a provider to be left alone that is honoured
 * @param takeoverGrace how long beyond a call's own time other replicas leave its request alone
 * @param maxConcurrentCalls of one replica, over all tenants
 * @param breakerWait how long a provider is left alone after half of its last calls failed
 * @param structuredOutput whether the provider is asked to hold the model to the answer's schema
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
        @DefaultValue("45s") @NotNull Duration timeout,
        @DefaultValue("60s") @NotNull Duration validationInterval,
        @DefaultValue("25") @Min(1) @Max(25) int maxCandidates,
        @DefaultValue("8000") @Min(256) int maxOutputTokens,
        @DefaultValue("10m") @NotNull Duration maxRetryAfter,
        @DefaultValue("15s") @NotNull Duration takeoverGrace,
        @DefaultValue("20") @Min(1) @Max(1000) int maxConcurrentCalls,
        @DefaultValue("30s") @NotNull Duration breakerWait,
        @DefaultValue("true") boolean structuredOutput,
        @DefaultValue("false") boolean storePrompts,
        @DefaultValue @Valid Map<String, Price> prices) {

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
