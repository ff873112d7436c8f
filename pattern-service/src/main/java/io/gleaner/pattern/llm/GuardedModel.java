package io.gleaner.pattern.llm;

import io.gleaner.pattern.llm.Answer.NotSent;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Asks within a deadline and a concurrency, unless the breaker is open; measures it. */
final class GuardedModel {

    /** What is left of a ticket's time must be worth sending. */
    private static final Duration LEAST_TIME = Duration.ofMillis(100);

    private final LanguageModel model;
    private final ProviderBreaker breaker;
    private final Semaphore concurrency;
    private final Deadline deadline;
    private final CallTelemetry telemetry;
    private final Duration timeout;

    GuardedModel(
            LanguageModel model,
            ProviderBreaker breaker,
            Semaphore concurrency,
            Deadline deadline,
            CallTelemetry telemetry,
            Duration timeout) {
        this.model = model;
        this.breaker = breaker;
        this.concurrency = concurrency;
        this.deadline = deadline;
        this.telemetry = telemetry;
        this.timeout = timeout;
    }

    String name() {
        return model.name();
    }

    /** How long the provider is left alone; zero if it may be asked. */
    Duration held() {
        return breaker.held();
    }

    boolean ready() {
        return held().isZero() && concurrency.availablePermits() > 0;
    }

    /**
     * Asks. The call ends a timeout after its permit was claimed, however long this worker was stopped in between: so
     * two calls of a tenant never overlap.
     */
    Reply ask(Ticket ticket) {
        Duration left = timeout.minusNanos(System.nanoTime() - ticket.claimedAt());
        if (left.compareTo(LEAST_TIME) < 0 || !concurrency.tryAcquire()) {
            return notSent();
        }
        try {
            return breaker.permits() ? send(ticket.draft(), left) : notSent();
        } finally {
            concurrency.release();
        }
    }

    private Reply send(Draft draft, Duration left) {
        Span span = telemetry.start(draft.traceparent(), draft.purpose());
        long started = System.nanoTime();
        Answer answer = deadline.within(left, () -> model.ask(draft.prompt(), left, telemetry.traceparentOf(span)));
        Duration latency = Duration.ofNanos(System.nanoTime() - started);
        breaker.learn(answer, latency);
        telemetry.end(span, answer, latency);
        return new Reply(answer, latency, span.context().traceId());
    }

    private static Reply notSent() {
        return new Reply(new NotSent(), Duration.ZERO, null);
    }
}
