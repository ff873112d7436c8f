package io.gleaner.kit.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.kit.OnKit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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

    private static final WindowSettings SETTINGS = new WindowSettings(QUIET, MAX_WAIT, 5_000);
    private static final WindowSettings SLOW = new WindowSettings(Duration.ofHours(1), Duration.ofHours(2), 5_000);

    private final String tenant = "tenant-" + UUID.randomUUID();
    private Windows windows;

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM open_windows").update();
        windows = new Windows(jdbc, "open_windows");
    }

    @Test
    void a_window_closes_by_quiet_without_another_event() {
        touch(SETTINGS, 3);
        touch(SETTINGS, 6);

        Window closed = awaitClosed();

        assertThat(closed.events()).isEqualTo(9);
        assertThat(closed.reason()).isEqualTo(CloseReason.QUIET);
        assertThat(closed.dueAt()).isEqualTo(closed.lastEventAt().plus(QUIET));
    }

    @Test
    void a_window_that_never_gets_quiet_closes_at_its_longest_wait() {
        touch(SETTINGS, 1);

        Optional<Window> closed = await().pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            touch(SETTINGS, 1);
                            return claim();
                        },
                        Optional::isPresent);

        assertThat(closed).hasValueSatisfying(window -> {
            assertThat(window.reason()).isEqualTo(CloseReason.MAX_WAIT);
            assertThat(window.dueAt()).isEqualTo(window.openedAt().plus(MAX_WAIT));
        });
    }

    @Test
    void a_window_that_is_full_is_due_at_once() {
        WindowSettings small = new WindowSettings(Duration.ofHours(1), Duration.ofHours(2), 10);
        touch(small, 9);
        assertThat(claim()).isEmpty();

        touch(small, 1);

        assertThat(claim()).hasValueSatisfying(window -> {
            assertThat(window.events()).isEqualTo(10);
            assertThat(window.reason()).isEqualTo(CloseReason.MAX_EVENTS);
        });
    }

    @Test
    void a_flushed_window_stays_due_whatever_comes_after() {
        touch(SLOW, 1);

        assertThat(windows.flush(tenant, "burst")).isTrue();
        touch(SLOW, 1);

        assertThat(claim()).hasValueSatisfying(window -> {
            assertThat(window.events()).isEqualTo(2);
            assertThat(window.reason()).isEqualTo(CloseReason.FLUSHED);
        });
        assertThat(windows.flush(tenant, "burst")).isFalse();
    }

    @Test
    void a_held_window_collects_and_closes_at_its_count_alone() {
        touch(WindowSettings.held(10), 9);
        await().during(QUIET.plusMillis(200)).until(() -> claim().isEmpty());

        touch(WindowSettings.held(10), 1);

        assertThat(claim()).map(Window::reason).contains(CloseReason.MAX_EVENTS);
    }

    @Test
    void an_open_window_follows_other_settings_at_once() {
        touch(WindowSettings.held(10), 9);
        windows.reschedule(tenant, "burst", SLOW);
        assertThat(reason()).isEqualTo("QUIET");
        windows.reschedule(tenant, "burst", WindowSettings.held(10));
        assertThat(reason()).isEqualTo("HELD");
        assertThat(claim()).isEmpty();

        windows.reschedule(tenant, "burst", WindowSettings.held(9));

        assertThat(claim()).map(Window::events).contains(9L);
    }

    @Test
    void a_locked_window_is_closed_by_hand_whether_it_is_due_or_not() {
        touch(SLOW, 4);

        Optional<Window> closed = Objects.requireNonNull(transaction.execute(status -> {
            Optional<Window> locked = windows.lock(tenant, "burst");
            locked.ifPresent(windows::close);
            return locked;
        }));

        assertThat(closed).map(Window::events).contains(4L);
        assertThat(windows.lock(tenant, "burst")).isEmpty();
    }

    @Test
    void a_window_whose_closing_fails_is_due_again() {
        touch(SETTINGS, 2);
        await().until(() -> jdbc.sql("SELECT due_at <= clock_timestamp() FROM open_windows")
                .query(Boolean.class)
                .single());

        transaction.executeWithoutResult(status -> {
            assertThat(windows.claimDue(1)).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(claim()).map(Window::events).contains(2L);
    }

    @Test
    void how_long_the_oldest_window_is_overdue_is_a_metric() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        windows.bindTo(meters);
        assertThat(overdueSeconds(meters)).isZero();

        touch(SETTINGS, 1);
        assertThat(overdueSeconds(meters)).isZero();
        jdbc.sql("UPDATE open_windows SET due_at = due_at - interval '1 minute'")
                .update();

        assertThat(overdueSeconds(meters)).isBetween(59.0, 120.0);
    }

    @Test
    void replicas_that_look_at_once_never_close_the_same_window_twice() {
        List<String> tenants =
                Stream.generate(() -> "t-" + UUID.randomUUID()).limit(20).toList();
        WindowSettings full = new WindowSettings(QUIET, MAX_WAIT, 1);
        tenants.forEach(each -> windows.touch(each, "burst", 1, null, full));
        CountDownLatch start = new CountDownLatch(1);

        List<CompletableFuture<List<String>>> replicas = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> claimAllAfter(start)))
                .limit(4)
                .toList();
        start.countDown();

        List<String> closed =
                replicas.stream().flatMap(replica -> replica.join().stream()).toList();
        assertThat(closed).containsExactlyInAnyOrderElementsOf(tenants);
    }

    private String reason() {
        return jdbc.sql("SELECT reason FROM open_windows").query(String.class).single();
    }

    private static double overdueSeconds(SimpleMeterRegistry meters) {
        return meters.get("gleaner.windows.overdue")
                .tag("table", "open_windows")
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }

    private List<String> claimAllAfter(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Stream.generate(() -> claim(3))
                .takeWhile(claimed -> !claimed.isEmpty())
                .flatMap(List::stream)
                .map(Window::tenantId)
                .toList();
    }

    private Window awaitClosed() {
        return await().until(this::claim, Optional::isPresent).orElseThrow();
    }

    private void touch(WindowSettings settings, long events) {
        windows.touch(tenant, "burst", events, null, settings);
    }

    private Optional<Window> claim() {
        return claim(1).stream().findFirst();
    }

    private List<Window> claim(int most) {
        return Objects.requireNonNull(transaction.execute(status -> windows.claimDue(most)));
    }
}
