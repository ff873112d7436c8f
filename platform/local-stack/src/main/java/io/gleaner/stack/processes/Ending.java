package io.gleaner.stack.processes;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a process is brought to its end: asked first, and killed when it takes too long. */
public record Ending(ProcessHandle process) {

    /** Asks the process to stop (SIGTERM), and kills it after {@code patience}. */
    public void within(Duration patience) {
        process.destroy();
        if (!awaited(patience)) {
            process.destroyForcibly();
            awaited(patience);
        }
    }

    /** Waits for the end; false if the process still lives after {@code limit}. */
    public boolean awaited(Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
