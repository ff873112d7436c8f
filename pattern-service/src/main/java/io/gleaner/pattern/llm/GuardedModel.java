package io.gleaner.pattern.llm;

import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.Failure;
import io.gleaner.pattern.llm.Answer.NotSent;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Asks within a deadline and a concurrency, as far as the breaker lets it; measures it. */
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

    /** A seat for one call, if the breaker and the concurrency allow one more now. */
    Optional<Seat> seat() {
        if (!concurrency.tryAcquire()) {
            return Optional.empty();
        }
        if (breaker.permits()) {
            return Optional.of(new Seat(this));
        }
        leave();
        return Optional.empty();
    }

    /** Asks by a seat, whose permission of the breaker it uses up. */
    Reply ask(Ticket ticket) {
        Duration left = timeout.minusNanos(System.nanoTime() - ticket.claimedAt());
        if (left.compareTo(LEAST_TIME) < 0) {
            breaker.release();
            return new Reply(new NotSent(), Duration.ZERO, null);
        }
        return send(ticket.draft(), left);
    }

    /** A seat was used. */
    void leave() {
        concurrency.release();
    }

    /** A seat was not used, nor its permission of the breaker. */
    void leaveUnused() {
        breaker.release();
        leave();
    }

    /** Whatever is thrown, span and breaker learn of an end; else both would wait for it for ever. */
    private Reply send(Draft draft, Duration left) {
        Span span = telemetry.start(draft.traceparent(), draft.purpose());
        long started = System.nanoTime();
        Answer answer = new Failed(Failure.UNREADABLE);
        try {
            answer = deadline.within(left, () -> model.ask(draft.prompt(), left, telemetry.traceparentOf(span)));
            return new Reply(answer, since(started), span.context().traceId());
        } finally {
            breaker.learn(answer, since(started));
            telemetry.end(span, answer, since(started));
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
