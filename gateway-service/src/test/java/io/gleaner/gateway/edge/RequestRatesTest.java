package io.gleaner.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RequestRatesTest {

    private final MovableClock clock = new MovableClock();
    private final RequestRates rates = new RequestRates(new EdgeProperties(DataSize.ofMegabytes(8), 2, 4, 10), clock);

    @Test
    void a_burst_passes_and_then_the_rate_holds() {
        for (int i = 0; i < 4; i++) {
            assertThat(rates.waitFor("acme")).isZero();
        }

        assertThat(rates.waitFor("acme")).isEqualTo(Duration.ofMillis(500));
        clock.advance(Duration.ofMillis(500));
        assertThat(rates.waitFor("acme")).isZero();
        assertThat(rates.waitFor("acme")).isPositive();
    }

    @Test
    void one_tenant_never_waits_for_another() {
        for (int i = 0; i < 5; i++) {
            rates.waitFor("acme");
        }

        assertThat(rates.waitFor("globex")).isZero();
    }

    @Test
    void headers_tell_the_quota_and_its_window() {
        assertThat(rates.policy()).isEqualTo("\"tenant\";q=4;w=2");
        assertThat(rates.exhausted()).isEqualTo("\"tenant\";r=0;t=2");
    }

    private static final class MovableClock implements TimeMeter {

        private long nanos;

        void advance(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
