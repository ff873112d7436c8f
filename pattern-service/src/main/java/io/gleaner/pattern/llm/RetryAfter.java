package io.gleaner.pattern.llm;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The HTTP header {@code Retry-After}: seconds, or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {

    private RetryAfter() {}

    /** How long to wait; null if the header is missing or says nothing that can be read. */
    static @Nullable Duration of(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        try {
            return value.matches("\\d+") ? seconds(value) : until(value, now);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Longer than anybody waits is as long as anybody can say. */
    private static Duration seconds(String digits) {
        return Duration.ofSeconds(digits.length() > 9 ? 999_999_999 : Long.parseLong(digits));
    }

    private static Duration until(String date, Instant now) {
        Instant then =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    }
}
