package io.gleaner.stack.supervision;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells one thread to end its work: at once where the work may be broken off, and otherwise when it looks. */
final class EndSignal {
    private final CountDownLatch told = new CountDownLatch(1);
    private @Nullable Thread breakable;

    void give() {
        told.countDown();
        synchronized (this) {
            if (breakable != null) {
                breakable.interrupt();
            }
        }
    }

    boolean isGiven() {
        return told.getCount() == 0;
    }

    /** Waits for the signal at most so long; true if it was given. */
    boolean awaited(Duration limit) throws InterruptedException {
        return told.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does work that {@link #give} interrupts; none begins after that. */
    <T> T breakingOff(Work<T> work) throws IOException, InterruptedException {
        synchronized (this) {
            if (isGiven()) {
                throw new InterruptedException("told to end");
            }
            breakable = Thread.currentThread();
        }
        try {
            return work.done();
        } finally {
            synchronized (this) {
                breakable = null;
                Thread.interrupted();
            }
        }
    }

    /** What {@link #breakingOff} does. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException, InterruptedException;
    }
}
