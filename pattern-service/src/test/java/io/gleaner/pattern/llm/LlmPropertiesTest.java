package io.gleaner.pattern.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LlmPropertiesTest {

    @Test
    void whoSaysNothingIsOffline() {
        LlmProperties settings = bind(Map.of());

        assertThat(settings.provider()).isEqualTo(Provider.OFFLINE);
        assertThat(settings.model()).isEqualTo("none");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(45));
        assertThat(settings.validationInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.maxCandidates()).isEqualTo(25);
        assertThat(settings.storePrompts()).isFalse();
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
    void retryAfterIsSecondsOrADate() {
        Instant now = Instant.parse("2026-01-31T10:00:00Z");

        assertThat(RetryAfter.of("30", now)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.of("Sat, 31 Jan 2026 10:01:00 GMT", now)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.of("Sat, 31 Jan 2026 09:00:00 GMT", now)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.of("soon", now)).isNull();
        assertThat(RetryAfter.of(null, now)).isNull();
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

    private static LlmProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gleaner.llm", LlmProperties.class);
    }
}
