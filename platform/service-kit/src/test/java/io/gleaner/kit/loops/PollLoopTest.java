package io.gleaner.kit.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class PollLoopTest {

    private static final Duration SHORT = Duration.ofMillis(10);

    @Test
    void an_error_does_not_end_the_loop_and_health_names_it_until_the_work_succeeds() {
        AtomicInteger looks = new AtomicInteger();
        AtomicReference<Status> afterError = new AtomicReference<>(Status.UNKNOWN);
        AtomicReference<PollLoop> self = new AtomicReference<>();
        PollLoop loop = new PollLoop("test", SHORT, () -> {
            if (looks.incrementAndGet() == 1) {
                throw new StackOverflowError("too deep");
            }
            afterError.compareAndSet(Status.UNKNOWN, self.get().health().getStatus());
            return false;
        });
        self.set(loop);

        loop.start();

        await().until(() -> looks.get() >= 3);
        assertThat(afterError.get()).isEqualTo(Status.DOWN);
        assertThat(loop.health().getStatus()).isEqualTo(Status.UP);
        loop.stop();
    }

    @Test
    void a_loop_whose_thread_was_ended_by_somebody_is_down() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        PollLoop loop = new PollLoop("test", SHORT, () -> {
            thread.set(Thread.currentThread());
            return false;
        });
        loop.start();
        await().until(() -> thread.get() != null);

        thread.get().interrupt();

        await().until(() -> loop.health().getStatus().equals(Status.DOWN));
        assertThat(loop.health().getDetails().toString()).contains("the thread has ended");
        loop.stop();
        assertThat(loop.health().getStatus()).isEqualTo(Status.UP);
    }
}
