package io.gleaner.stack.supervision;

import io.gleaner.stack.processes.Ending;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps one component running until told to end: starts it, watches it, starts it again. Runs on a thread of its own;
 * only {@link #end}, {@link #awaitReady} and {@link #awaitEnd} are for others.
 *
 * <p>{@code starters} bounds how many components start at a time: on a small machine all at once are slower than some.
 */
final class Keeper implements Runnable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int HOPELESS_FAILURES = 3;

    private final Component component;
    private final Channels channels;
    private final Semaphore starters;
    private final EndSignal endSignal = new EndSignal();
    private final CompletableFuture<Boolean> readyOnce = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Backoff backoff = Backoff.fresh();
    private int failures;

    Keeper(Component component, Channels channels, Semaphore starters) {
        this.component = component;
        this.channels = channels;
        this.starters = starters;
    }

    @Override
    public void run() {
        try {
            while (!endSignal.isGiven()) {
                if (isStopped()) {
                    endSignal.awaited(LOOK);
                } else {
                    oneLife();
                }
            }
        } catch (InterruptedException toldToEnd) {
            Thread.currentThread().interrupt();
        } finally {
            readyOnce.complete(false);
            ended.countDown();
        }
    }

    void end() {
        endSignal.give();
        readyOnce.complete(false);
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Waits until the component was ready for the first time; false at the limit, or after some failed starts. */
    boolean awaitReady(Duration limit) throws InterruptedException {
        try {
            return readyOnce.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return component.name();
    }

    private void oneLife() throws InterruptedException {
        channels.orders().takeRestart(name()); // this start carries it out
        try {
            var running = started();
            var born = Instant.now();
            var wanted = watchedToItsEnd(running, born);
            channels.records().remove(name());
            if (!wanted) {
                retryAfter(Duration.between(born, Instant.now()), "ended by itself");
            }
        } catch (IOException | RuntimeException e) { // whatever a start may throw, the next one may succeed
            retryAfter(Duration.ZERO, "did not start: " + e.getMessage());
        }
    }

    private Component.Running started() throws IOException, InterruptedException {
        endSignal.breakingOff(() -> {
            starters.acquire();
            return starters;
        });
        try {
            var begun = Instant.now();
            var running = endSignal.breakingOff(component::start);
            channels.records().write(name(), running.process());
            awaitReady(running, begun);
            return running;
        } finally {
            starters.release();
        }
    }

    /** A slow one may become ready later; by then others are let in to start. */
    private void awaitReady(Component.Running running, Instant begun) throws InterruptedException {
        while (running.process().isAlive() && !isStopped() && age(begun).compareTo(START_LIMIT) < 0) {
            if (becameReady(begun) || endSignal.awaited(LOOK)) {
                return;
            }
        }
    }

    private boolean becameReady(Instant begun) {
        var ready = component.ready();
        if (ready) {
            readyOnce.complete(true);
            channels.say(component, "is ready (%.1f s)".formatted(age(begun).toMillis() / 1000.0));
        }
        return ready;
    }

    /** True if the end was wanted. */
    private boolean watchedToItsEnd(Component.Running running, Instant born) throws InterruptedException {
        var ending = new Ending(running.process());
        var wanted = isUnwanted();
        while (!wanted && !ending.awaited(LOOK)) {
            wanted = isUnwanted();
            if (!readyOnce.isDone()) {
                becameReady(born);
            }
        }
        running.stop(); // also gives back what a dead process held
        return wanted || isUnwanted();
    }

    private boolean isUnwanted() {
        return endSignal.isGiven() || channels.orders().takeRestart(name()) || isStopped();
    }

    private boolean isStopped() {
        return channels.orders().isStopped(name());
    }

    private void retryAfter(Duration life, String what) throws InterruptedException {
        if (endSignal.isGiven()) {
            return;
        }
        backoff = backoff.after(life);
        channels.say(
                component,
                "%s; next start in %.1f s".formatted(what, backoff.next().toMillis() / 1000.0));
        if (++failures == HOPELESS_FAILURES) {
            readyOnce.complete(false);
        }
        endSignal.awaited(backoff.next());
        backoff = backoff.longer();
    }

    private static Duration age(Instant since) {
        return Duration.between(since, Instant.now());
    }
}
