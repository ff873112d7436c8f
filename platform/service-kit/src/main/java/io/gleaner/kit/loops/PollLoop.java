package io.gleaner.kit.loops;

import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.failures.MutedFailure;
import io.gleaner.kit.telemetry.LogKeys;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * A thread of its own that looks for due work: again at once while there is some, after an interval or a
 * {@link #wake()} otherwise. A failure never ends it: it backs off and says so in health.
 */
public final class PollLoop implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Duration interval;
    private final Work work;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile @Nullable String lastFailure;

    /**
     * @param name of the thread and in health
     * @param interval between two looks while there is nothing to do
     */
    public PollLoop(String name, Duration interval, Work work) {
        this.name = name;
        this.interval = interval;
        this.work = work;
    }

    /** Due work. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does what is due, or a part of it.
         *
         * @return whether there may be more
         */
        boolean runOnce();
    }

    /** Looks again soon: there is something to do. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            // known before it runs: it goes on only while it is the thread of this loop
            Thread fresh = Thread.ofVirtual().name(name).unstarted(this::run);
            thread = fresh;
            fresh.start();
        }
    }

    /** Lets the work at hand end: an interrupt would break its database connection. */
    @Override
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        wakeUps.release();
        try {
            if (!running.join(LONGEST_PAUSE)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public Health health() {
        Thread running = thread;
        String failure = running != null && !running.isAlive() ? "the thread has ended" : lastFailure;
        return failure == null
                ? Health.up().build()
                : Health.down().withDetail("last_failure", failure).build();
    }

    private void run() {
        Duration pause = interval;
        while (Thread.currentThread().equals(thread)) {
            try {
                pause = work.runOnce() ? Duration.ZERO : interval;
                lastFailure = null;
            } catch (Throwable e) { // an Error that ended the thread would end the work without a word
                pause = afterFailure(pause, e);
            }
            if (!waitFor(pause)) {
                return;
            }
        }
    }

    private Duration afterFailure(Duration pause, Throwable failure) {
        if (Thread.currentThread().equals(thread)) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.LOOP, name)
                    .addKeyValue(LogKeys.ERROR, Failure.of(failure).kind())
                    .log("loop failed, trying again");
            LOG.debug("loop failed", MutedFailure.of(failure));
            lastFailure = Failure.of(failure).words();
        }
        Duration longer = pause.isZero() ? interval : pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    /** @return false if the thread was told to stop */
    private boolean waitFor(Duration pause) {
        try {
            if (wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
