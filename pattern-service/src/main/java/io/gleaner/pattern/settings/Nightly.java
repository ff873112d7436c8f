package io.gleaner.pattern.settings;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When a tenant's gathered classifications are counted every day.
 *
 * @param at local time; where the clocks skip it, as much later
 */
public record Nightly(boolean enabled, LocalTime at, ZoneId zone) {

    /** The first time after this instant; empty if there is none. */
    public Optional<Instant> after(Instant instant) {
        if (!enabled) {
            return Optional.empty();
        }
        ZonedDateTime now = instant.atZone(zone);
        ZonedDateTime today = now.toLocalDate().atTime(at).atZone(zone);
        return Optional.of((today.isAfter(now) ? today : tomorrow(now)).toInstant());
    }

    private ZonedDateTime tomorrow(ZonedDateTime now) {
        return now.toLocalDate().plusDays(1).atTime(at).atZone(zone);
    }
}
