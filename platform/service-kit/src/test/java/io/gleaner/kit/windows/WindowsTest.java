package io.gleaner.kit.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.kit.OnKit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class WindowsTest extends OnKit {

    private static final Duration QUIET = Duration.ofMillis(400);
    private static final Duration MAX_WAIT = Duration.ofMillis(1_500);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final String tenant = "tenant-" + UUID.randomUUID();
    private Windows windows;

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM open_windows").update();
        windows = windows(new WindowSettings(QUIET, MAX_WAIT, 5_000));
    }

    @Test
    void a_window_closes_by_quiet_without_another_event() {
        touch(windows, 3);
        touch(windows, 6);

        Window closed = awaitClosed(windows);

        assertThat(closed.events()).isEqualTo(9);
        assertThat(closed.reason()).isEqualTo(CloseReason.QUIET);
        assertThat(closed.dueAt()).isEqualTo(closed.lastEventAt().plus(QUIET));
    }

    @Test
    void a_window_that_never_gets_quiet_closes_at_its_longest_wait() {
        touch(windows, 1);

        Optional<Window> closed = await().pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            touch(windows, 1);
                            return claim(windows);
                        },
                        Optional::isPresent);

        assertThat(closed).hasValueSatisfying(window -> {
            assertThat(window.reason()).isEqualTo(CloseReason.MAX_WAIT);
            assertThat(window.dueAt()).isEqualTo(window.openedAt().plus(MAX_WAIT));
        });
    }

    @Test
    void a_window_that_is_full_is_due_at_once() {
        Windows small = windows(new WindowSettings(Duration.ofHours(1), Duration.ofHours(2), 10));
        touch(small, 9);
        assertThat(claim(small)).isEmpty();

        touch(small, 1);

        assertThat(claim(small)).hasValueSatisfying(window -> {
            assertThat(window.events()).isEqualTo(10);
            assertThat(window.reason()).isEqualTo(CloseReason.MAX_EVENTS);
        });
    }

    @Test
    void a_flushed_window_stays_due_whatever_comes_after() {
        Windows slow = windows(new WindowSettings(Duration.ofHours(1), Duration.ofHours(2), 5_000));
        touch(slow, 1);

        assertThat(slow.flush(tenant, "burst")).isTrue();
        touch(slow, 1);

        assertThat(claim(slow)).hasValueSatisfying(window -> {
            assertThat(window.events()).isEqualTo(2);
            assertThat(window.reason()).isEqualTo(CloseReason.FLUSHED);
        });
        assertThat(slow.flush(tenant, "burst")).isFalse();
    }

    @Test
    void a_window_whose_closing_fails_is_due_again() {
        touch(windows, 2);
        await().until(() -> jdbc.sql("SELECT due_at <= clock_timestamp() FROM open_windows")
                .query(Boolean.class)
                .single());

        transaction.executeWithoutResult(status -> {
            assertThat(windows.claimDue()).isPresent();
            status.setRollbackOnly();
        });

        assertThat(claim(windows)).map(Window::events).contains(2L);
    }

    @Test
    void how_long_the_oldest_window_is_overdue_is_a_metric() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        windows.bindTo(meters);
        assertThat(overdueSeconds(meters)).isZero();

        touch(windows, 1);
        assertThat(overdueSeconds(meters)).isZero();
        jdbc.sql("UPDATE open_windows SET due_at = due_at - interval '1 minute'")
                .update();

        assertThat(overdueSeconds(meters)).isBetween(59.0, 120.0);
    }

    @Test
    void replicas_that_look_at_once_never_close_the_same_window_twice() {
        List<String> tenants =
                Stream.generate(() -> "t-" + UUID.randomUUID()).limit(20).toList();
        Windows full = windows(new WindowSettings(QUIET, MAX_WAIT, 1));
        tenants.forEach(each -> full.touch(each, "burst", 1, null));
        CountDownLatch start = new CountDownLatch(1);

        List<CompletableFuture<List<String>>> replicas = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> claimAllAfter(start, full)))
                .limit(4)
                .toList();
        start.countDown();

        List<String> closed =
                replicas.stream().flatMap(replica -> replica.join().stream()).toList();
        assertThat(closed).containsExactlyInAnyOrderElementsOf(tenants);
    }

    private static double overdueSeconds(SimpleMeterRegistry meters) {
        return meters.get("gleaner.windows.overdue")
                .tag("table", "open_windows")
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }

    private List<String> claimAllAfter(CountDownLatch start, Windows each) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Stream.generate(() -> claim(each))
                .takeWhile(Optional::isPresent)
                .map(window -> window.orElseThrow().tenantId())
                .toList();
    }

    private Window awaitClosed(Windows each) {
        return await().until(() -> claim(each), Optional::isPresent).orElseThrow();
    }

    private void touch(Windows each, long events) {
        each.touch(tenant, "burst", events, null);
    }

    private Optional<Window> claim(Windows each) {
        return Optional.ofNullable(transaction.execute(status -> each.claimDue().orElse(null)));
    }

    private Windows windows(WindowSettings settings) {
        return new Windows(jdbc, "open_windows", settings);
    }
}
