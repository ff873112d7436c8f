package io.gleaner.pattern.llm;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.gleaner.pattern.llm.Answer.Answered;
import io.gleaner.pattern.llm.Answer.Busy;
import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.NotSent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Leaves a provider alone for a while once half of its last calls have failed, then tries it with a few. */
final class ProviderBreaker {

    private final CircuitBreaker breaker;
    private final Duration wait;
    private volatile long openedAt;

    /** @param wait the breaker's own wait in the open state */
    ProviderBreaker(CircuitBreaker breaker, Duration wait) {
        this.breaker = breaker;
        this.wait = wait;
        breaker.getEventPublisher().onStateTransition(event -> openedAt = System.nanoTime());
    }

    /** How long the provider is still left alone; zero if it may be asked. */
    Duration held() {
        if (breaker.getState() != State.OPEN) {
            return Duration.ZERO;
        }
        Duration left = wait.minusNanos(System.nanoTime() - openedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean permits() {
        return breaker.tryAcquirePermission();
    }

    /** The permitted call is not made. */
    void release() {
        breaker.releasePermission();
    }

    /** What became of a call that was permitted. A busy provider and a refused request say nothing about its health. */
    void learn(Answer answer, Duration latency) {
        switch (answer) {
            case Answered _ -> breaker.onSuccess(latency.toNanos(), TimeUnit.NANOSECONDS);
            case Failed failed
            when failed.failure().countsAgainstProvider() ->
                breaker.onError(latency.toNanos(), TimeUnit.NANOSECONDS, new ProviderFailed());
            case Failed _, Busy _, NotSent _ -> breaker.releasePermission();
        }
    }

    /** Told to the breaker only. */
    private static final class ProviderFailed extends RuntimeException {

        ProviderFailed() {
            super(null, null, false, false);
        }
    }
}
