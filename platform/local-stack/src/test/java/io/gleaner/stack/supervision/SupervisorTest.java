package io.gleaner.stack.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.stack.home.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private Channels channels;
    private Supervisor supervisor;

    @BeforeEach
    void prepare() {
        var home = new Home(directory);
        home.prepare();
        channels = Channels.of(home, said::add);
        supervisor = new Supervisor(channels, 2);
    }

    @AfterEach
    void endEverything() throws InterruptedException {
        supervisor.end();
    }

    @Test
    void starts_a_killed_component_again() throws InterruptedException {
        supervisor.keep(List.of(SleepingComponent.forLong("sleeper")), LIMIT);
        var first = process("sleeper");

        first.destroyForcibly();

        await().atMost(LIMIT).until(() -> isReadyAsOtherThan(first));
        assertThat(said).anyMatch(line -> line.startsWith("sleeper ended by itself; next start in 0.5 s"));
    }

    @Test
    void keeps_a_stopped_component_down_until_it_is_started() throws InterruptedException {
        supervisor.keep(List.of(SleepingComponent.forLong("sleeper")), LIMIT);
        var first = process("sleeper");

        channels.orders().stop("sleeper");
        await().atMost(LIMIT).until(() -> channels.records().of("sleeper").isEmpty());
        await().during(Duration.ofSeconds(1))
                .until(() -> channels.records().of("sleeper").isEmpty());
        channels.orders().start("sleeper");

        await().atMost(LIMIT).until(() -> isReadyAsOtherThan(first));
        assertThat(said).noneMatch(line -> line.contains("ended by itself"));
    }

    @Test
    void restarts_on_order_without_waiting() throws InterruptedException {
        supervisor.keep(List.of(SleepingComponent.forLong("sleeper")), LIMIT);
        var first = process("sleeper");

        channels.orders().restart("sleeper");

        await().atMost(LIMIT).until(() -> isReadyAsOtherThan(first));
        assertThat(first.isAlive()).isFalse();
        assertThat(said).noneMatch(line -> line.contains("next start"));
    }

    @Test
    void gives_up_waiting_for_a_component_that_ends_again_and_again_but_keeps_trying() throws InterruptedException {
        var late = supervisor.keep(List.of(SleepingComponent.endingAtOnce("crasher")), LIMIT);

        assertThat(late).containsExactly("crasher");
        await().atMost(LIMIT).until(() -> said.size() > 3);
        assertThat(said)
                .startsWith(
                        "crasher ended by itself; next start in 0.5 s",
                        "crasher ended by itself; next start in 1.0 s",
                        "crasher ended by itself; next start in 2.0 s");
    }

    @Test
    void ends_what_came_last_first() throws InterruptedException {
        var stops = new ConcurrentLinkedQueue<String>();
        supervisor.keep(List.of(SleepingComponent.forLong("server", stops)), LIMIT);
        supervisor.keep(
                List.of(SleepingComponent.forLong("one", stops), SleepingComponent.forLong("other", stops)), LIMIT);

        supervisor.end();

        assertThat(stops).hasSize(3).endsWith("server");
        assertThat(channels.records().living()).isEmpty();
    }

    @Test
    void starts_nothing_after_the_end() throws InterruptedException {
        supervisor.end();

        assertThat(supervisor.keep(List.of(SleepingComponent.forLong("late")), LIMIT))
                .containsExactly("late");
        assertThat(channels.records().living()).isEmpty();
    }

    @Test
    void an_order_of_an_earlier_stack_counts_no_more() throws InterruptedException {
        channels.orders().stop("sleeper");

        assertThat(supervisor.keep(List.of(SleepingComponent.forLong("sleeper")), LIMIT))
                .isEmpty();
    }

    private ProcessHandle process(String component) {
        return channels.records().of(component).orElseThrow();
    }

    private boolean isReadyAsOtherThan(ProcessHandle first) {
        return channels.records()
                .of("sleeper")
                .filter(process -> !process.equals(first))
                .isPresent();
    }
}
