package io.gleaner.pattern.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long providers want to be left alone, in every form in which they say so. */
class RateLimitHeadersTest {

    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after: 30 | PT30S",
                "retry-after: Sat, 31 Jan 2026 10:01:00 GMT | PT1M",
                "retry-after: Sat, 31 Jan 2026 09:00:00 GMT | PT0S",
                "retry-after: 99999999999999999999 | PT277777H46M39S",
                "retry-after-ms: 1500 | PT1.5S",
                "retry-after-ms: 1500, retry-after: 2 | PT1.5S",
                "retry-after-ms: garbage, retry-after: 2 | PT2S",
                "retry-after: garbage | ",
                "retry-after: -1 | ",
                "x-other: 1 | ",
                "retry-after: garbage, x-ratelimit-remaining-requests: 0, x-ratelimit-reset-requests: 6m0s | PT6M"
            })
    void aBusyProvidersWishIsTakenInItsOwnWords(String headers, @Nullable String expected) {
        assertThat(of(headers.strip()).whenBusy()).isEqualTo(expected == null ? null : Duration.parse(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-ratelimit-remaining-requests: 0, x-ratelimit-reset-requests: 1.5s | PT1.5S",
                "x-ratelimit-remaining-tokens: 0, x-ratelimit-reset-tokens: 250ms | PT0.25S",
                "x-ratelimit-remaining-tokens: 0, x-ratelimit-reset-tokens: 1h2m3s | PT1H2M3S",
                "x-ratelimit-remaining-requests: 1, x-ratelimit-reset-requests: 60s | ",
                "x-ratelimit-remaining-requests: 0, x-ratelimit-reset-requests: soon | ",
                "x-ratelimit-remaining-requests: 0 | ",
                "anthropic-ratelimit-requests-remaining: 0, anthropic-ratelimit-requests-reset: 2026-01-31T10:00:07Z | PT7S",
                "anthropic-ratelimit-tokens-remaining: 0, anthropic-ratelimit-tokens-reset: 2026-01-31T09:00:00Z | ",
                "anthropic-ratelimit-input-tokens-remaining: 0, anthropic-ratelimit-input-tokens-reset: 2026-01-31T10:00:07Z, x-ratelimit-remaining-tokens: 0, x-ratelimit-reset-tokens: 9s | PT9S"
            })
    void aLimitThatIsUsedUpIsHeededBeforeAnythingIsRefused(String headers, @Nullable String expected) {
        assertThat(of(headers.strip()).whenExhausted()).isEqualTo(expected == null ? null : Duration.parse(expected));
    }

    @Test
    void retryAfterIsNotHeededOnAnAnswer() {
        assertThat(of("retry-after: 30").whenExhausted()).isNull();
    }

    /** Parts with a comma in a date stay together: a name begins each. */
    private static RateLimitHeaders of(String headers) {
        Map<String, String> byName = Arrays.stream(headers.split(", (?=[a-z-]+: )", -1))
                .map(header -> header.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return new RateLimitHeaders(byName::get, NOW);
    }
}
