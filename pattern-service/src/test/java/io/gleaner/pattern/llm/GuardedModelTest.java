package io.gleaner.pattern.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.gleaner.pattern.llm.Answer.Answered;
import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.Failure;
import io.gleaner.pattern.llm.Answer.NotSent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call leaves behind, however it ends. */
class GuardedModelTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int SEATS = 3;

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "model",
            CircuitBreakerConfig.custom()
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .build());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Places places = new Places(SEATS, SEATS);
    private final Deadline deadline = new Deadline();

    @AfterEach
    void close() {
        deadline.close();
    }

    @Test
    void anAdapterThatThrowsIsAFailedCallOfWhichBreakerAndSpanKnowTheEnd() {
        GuardedModel model = answering(() -> {
            throw new IllegalStateException("as the test wants it");
        });
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();

        assertThat(ask(model)).isEqualTo(new Failed(Failure.UNREADABLE));
        assertThat(ask(model)).isEqualTo(new Failed(Failure.UNREADABLE));

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(ended("unreadable")).isEqualTo(2);
        assertThat(places.inFlight()).isZero();
    }

    @Test
    void anErrorOfAnAdapterIsAFailedCallToo() {
        GuardedModel model = answering(() -> {
            throw new NoClassDefFoundError("as the test wants it");
        });

        assertThat(ask(model)).isEqualTo(new Failed(Failure.UNREADABLE));
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
        assertThat(ended("unreadable")).isEqualTo(1);
    }

    @Test
    void ofAHalfOpenBreakerThereAreAsManySeatsAsCallsThatItLetsThrough() {
        GuardedModel model = answering(() -> new Answered("yes", Usage.NONE, "m"));
        breaker.transitionToOpenState();
        assertThat(model.seat("acme")).isEmpty();
        breaker.transitionToHalfOpenState();

        Optional<Seat> first = model.seat("acme");
        Optional<Seat> second = model.seat("acme");
        assertThat(model.seat("acme")).isEmpty();
        first.orElseThrow().close();
        first.orElseThrow().close();
        Optional<Seat> third = model.seat("acme");
        assertThat(model.seat("acme")).isEmpty();

        second.orElseThrow().ask(ticket(System.nanoTime()));
        third.orElseThrow().ask(ticket(System.nanoTime()));
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(places.inFlight()).isZero();
    }

    @Test
    void anAnswerCanBeStoredWhateverTheModelWrote() {
        Answered answered = new Answered("a\0b\ud83dc😀" + "x".repeat(2_000_000), Usage.NONE, "m\0" + "m".repeat(200));

        assertThat(answered.text()).startsWith("abc😀x").hasSize(1_000_000);
        assertThat(answered.model()).hasSize(100).doesNotContain("\0");
    }

    @Test
    void aTicketWhoseTimeHasRunOutIsNotSentAndGivesItsSeatBack() {
        GuardedModel model = answering(() -> new Answered("yes", Usage.NONE, "m"));
        long longAgo = System.nanoTime() - TIMEOUT.toNanos();

        Answer answer = model.seat("acme").orElseThrow().ask(ticket(longAgo)).answer();

        assertThat(answer).isEqualTo(new NotSent());
        assertThat(ended("answered")).isZero();
        assertThat(places.inFlight()).isZero();
    }

    private static Answer ask(GuardedModel model) {
        return model.seat("acme").orElseThrow().ask(ticket(System.nanoTime())).answer();
    }

    private static Ticket ticket(long claimedAt) {
        Prompt prompt = new Prompt("test/1", "You judge.", "{}", Map.of());
        Draft draft = new Draft("acme", Purpose.SUGGESTION_VALIDATION, List.of(), prompt, null);
        return new Ticket(UUID.randomUUID(), draft, "key", false, claimedAt);
    }

    private long ended(String outcome) {
        return meters.find("gen_ai.client.operation.duration").tag("outcome", outcome).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private GuardedModel answering(Supplier<Answer> answer) {
        LanguageModel model = new LanguageModel() {
            @Override
            public String provider() {
                return "test";
            }

            @Override
            public String name() {
                return "m";
            }

            @Override
            public Answer ask(Prompt prompt, Duration timeout, @Nullable String traceparent) {
                return answer.get();
            }
        };
        CallTelemetry telemetry = new CallTelemetry(Propagator.NOOP, meters, model);
        return new GuardedModel(
                model,
                new ProviderBreaker(breaker, Duration.ofSeconds(30)),
                new ProviderPause(Duration.ofMinutes(10)),
                places,
                deadline,
                telemetry,
                TIMEOUT);
    }
}
