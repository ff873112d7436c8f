package io.gleaner.pattern.llm;

import io.gleaner.pattern.llm.Answer.Answered;
import io.gleaner.pattern.llm.Answer.Busy;
import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.Failure;
import io.gleaner.pattern.llm.Answer.NotSent;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks within a deadline and a concurrency, as far as the provider and the breaker let it; measures it. */
final class GuardedModel {

    /** What is left of a ticket's time must be worth sending. */
    private static final Duration LEAST_TIME = Duration.ofMillis(100);

    private final LanguageModel model;
    private final ProviderBreaker breaker;
    private final ProviderPause pause;
    private final Places places;
    private final Deadline deadline;
    private final CallTelemetry telemetry;
    private final Duration timeout;

    GuardedModel(
            LanguageModel model,
            ProviderBreaker breaker,
            ProviderPause pause,
            Places places,
            Deadline deadline,
            CallTelemetry telemetry,
            Duration timeout) {
        this.model = model;
        this.breaker = breaker;
        this.pause = pause;
        this.places = places;
        this.deadline = deadline;
        this.telemetry = telemetry;
        this.timeout = timeout;
    }

    String name() {
        return model.name();
    }

    /** How long the provider is left alone, and why; empty if it may be asked. */
    Optional<Hold> held() {
        return Stream.of(new Hold(breaker.held(), "breaker"), new Hold(pause.left(), "provider"))
                .filter(hold -> hold.time().isPositive())
                .max(Comparator.comparing(Hold::time));
    }

    /** How many more calls can be made now. */
    int room() {
        return held().isEmpty() ? places.free() : 0;
    }

    /** A seat for one call of the tenant, if provider, breaker and concurrency allow one more now. */
    Optional<Seat> seat(String tenantId) {
        if (held().isPresent() || !places.take(tenantId)) {
            return Optional.empty();
        }
        if (breaker.permits()) {
            return Optional.of(new Seat(this, tenantId));
        }
        leave(tenantId);
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
    void leave(String tenantId) {
        places.giveBack(tenantId);
    }

    /** A seat was not used, nor its permission of the breaker. */
    void leaveUnused(String tenantId) {
        breaker.release();
        leave(tenantId);
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
            places.learn(answer, started);
            pause.wish(wishOf(answer));
            telemetry.end(span, answer, since(started));
        }
    }

    private static @Nullable Duration wishOf(Answer answer) {
        return switch (answer) {
            case Answered answered -> answered.pause();
            case Busy busy -> busy.retryAfter();
            case Failed _, NotSent _ -> null;
        };
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
