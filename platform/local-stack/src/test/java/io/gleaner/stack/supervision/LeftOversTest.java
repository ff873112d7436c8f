package io.gleaner.stack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.stack.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOversTest {
    @TempDir
    private Path directory;

    private Home home;
    private Records records;
    private Process process;

    @BeforeEach
    void startSomething() throws IOException {
        home = new Home(directory);
        home.prepare();
        records = new Records(home.running());
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void stopIt() {
        process.destroyForcibly();
    }

    @Test
    void a_recorded_process_is_stopped() {
        records.write("tracking", process.toHandle());

        assertThat(new LeftOvers(home).stop()).isOne();

        assertThat(process.isAlive()).isFalse();
        assertThat(records.living()).isEmpty();
    }

    @Test
    void a_process_that_has_the_number_by_chance_is_left_alone() throws IOException {
        Files.writeString(home.running().resolve("tracking.pid"), process.pid() + "@1000");

        assertThat(new LeftOvers(home).stop()).isZero();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void the_supervisor_does_not_stop_itself() {
        records.write(Records.SUPERVISOR, process.toHandle());

        assertThat(new LeftOvers(home).stop()).isZero();

        assertThat(process.isAlive()).isTrue();
    }
}
