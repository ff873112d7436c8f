package io.gleaner.stack.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private final ProcessIdentity ours = ProcessIdentity.of(ProcessHandle.current());

    @Test
    void is_the_same_after_being_written_down() {
        assertThat(ProcessIdentity.parse(ours.toString()).orElseThrow().process())
                .contains(ProcessHandle.current());
    }

    @Test
    void survives_a_correction_of_the_clock() {
        assertThat(new ProcessIdentity(ours.pid(), ours.started().plusSeconds(1)).isAlive())
                .isTrue();
    }

    @Test
    void a_number_that_was_given_out_again_is_somebody_else() {
        assertThat(new ProcessIdentity(ours.pid(), ours.started().minus(Duration.ofMinutes(1))).isAlive())
                .isFalse();
    }

    @Test
    void what_nobody_wrote_is_nobody() {
        assertThat(ProcessIdentity.parse("")).isEmpty();
        assertThat(ProcessIdentity.parse("12x@7")).isEmpty();
    }
}
