package io.gleaner.stack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doubles_up_to_half_a_minute() {
        assertThat(Stream.iterate(Backoff.fresh(), Backoff::longer).limit(9).map(Backoff::next))
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 30_000L);
    }

    @Test
    void forgets_after_a_life_of_a_minute() {
        var patient = Backoff.fresh().longer().longer();

        assertThat(patient.after(Duration.ofSeconds(59))).isEqualTo(patient);
        assertThat(patient.after(Duration.ofSeconds(60))).isEqualTo(Backoff.fresh());
    }
}
