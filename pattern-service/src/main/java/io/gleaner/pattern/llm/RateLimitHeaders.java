package io.gleaner.pattern.llm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider wants to be left alone, by the headers of its answer: {@code retry-after-ms}, {@code Retry-After},
 * and the limits that Anthropic ({@code anthropic-ratelimit-*}) and OpenAI ({@code x-ratelimit-*}) tell with every answer.
 *
 * @param header the value of a header by its name in lower case; null if it is missing
 */
record RateLimitHeaders(Function<String, @Nullable String> header, Instant now) {

    private static final Pattern MILLIS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    /** As OpenAI writes durations: {@code 6m0s}, {@code 1.5s}, {@code 250ms}. */
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,6}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9})ms)?");

    /** Of an answer that says there is no room now; null if they say nothing that can be read. */
    @Nullable
    Duration whenBusy() {
        String millis = header.apply("retry-after-ms");
        if (millis != null && MILLIS.matcher(millis.strip()).matches()) {
            return Duration.ofMillis((long) Math.ceil(Double.parseDouble(millis.strip())));
        }
        Duration wish = RetryAfter.of(header.apply("retry-after"), now);
        return wish == null ? whenExhausted() : wish;
    }

    /** Until the last of the limits that are used up has room again; null if none is. */
    @Nullable
    Duration whenExhausted() {
        Stream<Duration> anthropic = Stream.of("requests", "tokens", "input-tokens", "output-tokens")
                .map(what ->
                        reset("anthropic-ratelimit-" + what + "-remaining", "anthropic-ratelimit-" + what + "-reset"));
        Stream<Duration> openAi = Stream.of("requests", "tokens")
                .map(what -> reset("x-ratelimit-remaining-" + what, "x-ratelimit-reset-" + what));
        return Stream.concat(anthropic, openAi)
                .filter(Duration::isPositive)
                .max(Duration::compareTo)
                .orElse(null);
    }

    private Duration reset(String remaining, String reset) {
        String left = header.apply(remaining);
        String until = header.apply(reset);
        boolean exhausted = left != null && left.strip().matches("0+");
        return exhausted && until != null ? time(until.strip()) : Duration.ZERO;
    }

    private Duration time(String reset) {
        Matcher parts = DURATION.matcher(reset.toLowerCase(Locale.ROOT));
        if (!reset.isEmpty() && parts.matches()) {
            return Duration.ofHours(whole(parts.group(1)))
                    .plusMinutes(whole(parts.group(2)))
                    .plusMillis((long) (Double.parseDouble(parts.group(3) == null ? "0" : parts.group(3)) * 1_000))
                    .plusMillis(whole(parts.group(4)));
        }
        try {
            return Duration.between(now, OffsetDateTime.parse(reset));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private static long whole(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
