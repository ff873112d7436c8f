package io.gleaner.pattern.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightlyTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "02:30, 2026-01-10T00:00:00Z, 2026-01-10T01:30:00Z",
        "02:30, 2026-01-10T01:30:00Z, 2026-01-11T01:30:00Z",
        "23:30, 2026-01-10T22:40:00Z, 2026-01-11T22:30:00Z",
        "02:30, 2026-06-10T00:00:00Z, 2026-06-10T00:30:00Z"
    })
    void theNextRunIsAtItsLocalTimeTodayOrTomorrow(LocalTime at, Instant now, Instant next) {
        assertThat(new Nightly(true, at, BERLIN).after(now)).contains(next);
    }

    @Test
    void aTimeThatTheClocksSkipIsAsMuchLater() {
        Nightly nightly = new Nightly(true, LocalTime.of(2, 30), BERLIN);
        assertThat(nightly.after(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void whoDoesNotWantOneHasNone() {
        assertThat(new Nightly(false, LocalTime.NOON, BERLIN).after(Instant.EPOCH))
                .isEmpty();
    }
}
