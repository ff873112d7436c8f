package io.gleaner.pattern.llm;

import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.telemetry.LogKeys;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds a call as a whole: a provider that sends a byte now and then never runs into a read timeout. */
final class Deadline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * The call's answer, or {@link Answer.Failure#TIMEOUT} once the time is up; then it is interrupted. A call that
     * throws brought something that nobody could read.
     */
    Answer within(Duration time, Supplier<Answer> call) {
        try {
            return ended(time, threads.submit(call::get));
        } catch (RejectedExecutionException e) {
            return new Answer.NotSent();
        }
    }

    private static Answer ended(Duration time, Future<Answer> answer) {
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException e) {
            return new Answer.Failed(Answer.Failure.TIMEOUT);
        } catch (ExecutionException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, Failure.of(e).kind()).log("adapter threw");
            LOG.debug("adapter threw", e);
            return new Answer.Failed(Answer.Failure.UNREADABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(Answer.Failure.UNREACHABLE);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
