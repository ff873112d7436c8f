package io.gleaner.pattern.llm;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Bounds a call as a whole: a provider that sends a byte now and then never runs into a read timeout. */
final class Deadline implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** The call's answer, or {@link Answer.Failure#TIMEOUT} once the time is up; then it is interrupted. */
    Answer within(Duration time, Supplier<Answer> call) {
        Future<Answer> answer = threads.submit(call::get);
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException e) {
            return new Answer.Failed(Answer.Failure.TIMEOUT);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an adapter threw", e.getCause());
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
