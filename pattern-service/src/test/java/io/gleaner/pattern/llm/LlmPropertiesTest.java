package io.gleaner.pattern.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.pattern.Settings;
import io.gleaner.pattern.core.Budget;
import io.gleaner.pattern.core.BudgetLimit;
import io.gleaner.pattern.core.Cap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlmPropertiesTest {

    @Test
    void whoSaysNothingIsOffline() {
        LlmProperties settings = bind(Map.of());

        assertThat(settings.provider()).isEqualTo(Provider.OFFLINE);
        assertThat(settings.model()).isEqualTo("none");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(settings.validationInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.maxCandidates()).isEqualTo(25);
        assertThat(settings.maxOutputTokens()).isEqualTo(8_000);
        assertThat(settings.maxTokensField()).isEqualTo("max_completion_tokens");
        assertThat(settings.maxRetryAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.takeoverGrace()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.maxConcurrentCalls()).isEqualTo(20);
        assertThat(settings.maxConcurrentCallsPerTenant()).isEqualTo(5);
        assertThat(settings.breakerWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.structuredOutput()).isTrue();
        assertThat(settings.storePrompts()).isFalse();
        assertThat(settings.prices()).isEmpty();
    }

    @Test
    void everyBoundHasAKey() {
        assertThat(bind(Map.ofEntries(
                        Map.entry("gleaner.llm.provider", "openai"),
                        Map.entry("gleaner.llm.base-url", "http://localhost:1"),
                        Map.entry("gleaner.llm.api-key", "k"),
                        Map.entry("gleaner.llm.model", "m"),
                        Map.entry("gleaner.llm.timeout", "1s"),
                        Map.entry("gleaner.llm.validation-interval", "2s"),
                        Map.entry("gleaner.llm.max-candidates", "3"),
                        Map.entry("gleaner.llm.max-output-tokens", "400"),
                        Map.entry("gleaner.llm.max-tokens-field", "max_tokens"),
                        Map.entry("gleaner.llm.max-retry-after", "5s"),
                        Map.entry("gleaner.llm.takeover-grace", "6s"),
                        Map.entry("gleaner.llm.max-concurrent-calls", "7"),
                        Map.entry("gleaner.llm.max-concurrent-calls-per-tenant", "2"),
                        Map.entry("gleaner.llm.breaker-wait", "8s"),
                        Map.entry("gleaner.llm.structured-output", "false"),
                        Map.entry("gleaner.llm.store-prompts", "true"),
                        Map.entry("gleaner.llm.prices.[m].input", "1"),
                        Map.entry("gleaner.llm.prices.[m].output", "2"))))
                .isEqualTo(new LlmProperties(
                        Provider.OPENAI,
                        "http://localhost:1",
                        "k",
                        "m",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        3,
                        400,
                        "max_tokens",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        7,
                        2,
                        Duration.ofSeconds(8),
                        false,
                        true,
                        Map.of("m", new Price(BigDecimal.ONE, BigDecimal.TWO, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 0s",
        "timeout, 1h",
        "validation-interval, 0s",
        "validation-interval, -1s",
        "max-candidates, 26",
        "max-output-tokens, 1",
        "max-tokens-field, tokens",
        "max-retry-after, -1s",
        "takeover-grace, 0s",
        "max-concurrent-calls, 0",
        "max-concurrent-calls-per-tenant, 0",
        "breaker-wait, 0s",
        "prices.[m].input, -1"
    })
    void aBoundThatBoundsNothingIsRefused(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("gleaner.llm." + key, value))).hasStackTraceContaining("gleaner.llm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void aProviderThatCannotBeReachedIsRefusedWithTheCure(String provider) {
        assertThatThrownBy(() -> bind(Map.of("gleaner.llm.provider", provider)))
                .hasStackTraceContaining("gleaner.llm.provider needs gleaner.llm.api-key, or gleaner.llm.base-url");
        assertThat(bind(Map.of("gleaner.llm.provider", provider, "gleaner.llm.api-key", "k"))
                        .provider())
                .isEqualTo(Provider.valueOf(provider.toUpperCase(Locale.ROOT)));
    }

    @Test
    void anAddressAloneIsTakenForAnOpenAiCompatibleOneAndAKeyAloneForAnthropics() {
        assertThat(bind(Map.of("gleaner.llm.base-url", "http://localhost:1")).provider())
                .isEqualTo(Provider.OPENAI);
        assertThat(bind(Map.of("gleaner.llm.api-key", "k")).provider()).isEqualTo(Provider.ANTHROPIC);
        assertThat(bind(Map.of("gleaner.llm.api-key", "k", "gleaner.llm.base-url", "http://localhost:1"))
                        .provider())
                .isEqualTo(Provider.OPENAI);
    }

    @Test
    void theProviderThatIsSaidWins() {
        assertThat(bind(Map.of("gleaner.llm.provider", "offline", "gleaner.llm.api-key", "k"))
                        .provider())
                .isEqualTo(Provider.OFFLINE);
        assertThat(bind(Map.of("gleaner.llm.provider", "", "gleaner.llm.base-url", ""))
                        .provider())
                .isEqualTo(Provider.OFFLINE);
    }

    @Test
    void theKeyIsNotPrinted() {
        assertThat(bind(Map.of("gleaner.llm.api-key", "very-secret")))
                .asString()
                .doesNotContain("very-secret");
    }

    @Test
    void aModelCostsItsPriceAndAnUnknownOneTheDearest() {
        LlmProperties settings = bind(Map.of(
                "gleaner.llm.prices.[cheap-1].input", "1",
                "gleaner.llm.prices.[cheap-1].output", "2",
                "gleaner.llm.prices.[cheap-1].cached", "0.5",
                "gleaner.llm.prices.[dear].input", "10",
                "gleaner.llm.prices.[dear].output", "20"));
        Prices prices = new Prices(settings.prices());
        Usage million = new Usage(1_000_000, 1_000_000, 500_000);

        assertThat(prices.cost("cheap-1", million)).isEqualByComparingTo("2.75");
        assertThat(prices.cost("cheap-1-20260101", million)).isEqualByComparingTo("2.75");
        assertThat(prices.cost("never heard of", million)).isEqualByComparingTo("30");
        assertThat(new Prices(Map.of()).cost("any", million)).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void aBaseUrlWithoutAPathGetsTheUsualOne() {
        assertThat(OpenAiModelClient.addressOf("http://localhost:1"))
                .hasToString("http://localhost:1/v1/chat/completions");
        assertThat(OpenAiModelClient.addressOf("http://localhost:1/"))
                .hasToString("http://localhost:1/v1/chat/completions");
        assertThat(OpenAiModelClient.addressOf("https://host/api/v1"))
                .hasToString("https://host/api/v1/chat/completions");
    }

    @Test
    void nobodysBudgetIsLimitedUnlessASettingSaysSo() {
        assertThat(budget(Map.of())).isEqualTo(Budget.UNLIMITED);
        assertThat(budget(Map.of(
                        "gleaner.llm.budget.tokens-per-day", "1",
                        "gleaner.llm.budget.tokens-per-month", "2",
                        "gleaner.llm.budget.cost-per-day", "0.3",
                        "gleaner.llm.budget.cost-per-month", "4",
                        "gleaner.llm.budget.mode", "shadow")))
                .isEqualTo(new Budget(Map.of(
                        BudgetLimit.TOKENS_PER_DAY, shadow("1"),
                        BudgetLimit.TOKENS_PER_MONTH, shadow("2"),
                        BudgetLimit.COST_PER_DAY, shadow("0.3"),
                        BudgetLimit.COST_PER_MONTH, shadow("4"))));
        assertThat(budget(Map.of("gleaner.llm.budget.cost-per-day", "1")).caps())
                .containsEntry(BudgetLimit.COST_PER_DAY, new Cap(BigDecimal.ONE, Cap.Mode.ENFORCED));
        assertThatThrownBy(() -> budget(Map.of("gleaner.llm.budget.cost-per-day", "-1")))
                .hasStackTraceContaining("gleaner.llm.budget");
    }

    private static Cap shadow(String amount) {
        return new Cap(new BigDecimal(amount), Cap.Mode.SHADOW);
    }

    private static Budget budget(Map<String, String> settings) {
        return Settings.bind("gleaner.llm.budget", BudgetProperties.class, settings)
                .budget();
    }

    private static LlmProperties bind(Map<String, String> settings) {
        return Settings.bind("gleaner.llm", LlmProperties.class, settings);
    }
}
