package io.gleaner.gateway.live;

import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.telemetry.LogKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/** {@code GET /v1/live}. */
final class FollowEvents implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(FollowEvents.class);
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private final TailListener tail;
    private final CatchUpListener catchUp;
    private final CatchUpPlaces places;
    private final LiveProperties bounds;

    FollowEvents(TailListener tail, CatchUpListener catchUp, CatchUpPlaces places, LiveProperties bounds) {
        this.tail = tail;
        this.catchUp = catchUp;
        this.places = places;
        this.bounds = bounds;
    }

    @Override
    public String operationId() {
        return "followEvents";
    }

    /** Where the client goes on is known before the answer begins: what is wrong with that is still a problem. */
    @Override
    public Mono<Answer> answer(Call call) {
        String last = call.headers().getFirst("Last-Event-ID");
        return last == null
                ? follower(call)
                        .map(follower -> stream(call, follower, follower.start(), Flux.empty(), Flux.empty()))
                        .map(Answer.Events::new)
                : Mono.defer(() -> from(Position.parse(last), call, places.take()));
    }

    /** The place is left when there is nothing more to catch up with, or nobody who would. */
    private Mono<Answer> from(Position wanted, Call call, CatchUpPlaces.Place place) {
        return catchUp.reachable(call.caller().tenantId(), wanted)
                .flatMap(start -> follower(call)
                        .map(follower -> stream(
                                call,
                                follower,
                                start,
                                gap(wanted, start),
                                missed(follower, start).doFinally(signal -> place.leave()))))
                .<Answer>map(events -> new Answer.Events(events.doFinally(signal -> place.leave())))
                .doOnError(failure -> place.leave())
                .doOnCancel(place::leave);
    }

    /** What lies between the position and the follower's first event. */
    private Flux<LiveEvent> missed(Follower follower, Position start) {
        return catchUp.read(follower.tenantId(), start, follower.start());
    }

    /** A replica that has just started does not know its tail yet: the client waits, rather than give up. */
    private Mono<Follower> follower(Call call) {
        return Mono.fromCallable(() -> tail.follow(call.caller().tenantId()))
                .retryWhen(Retry.fixedDelay(50, Duration.ofMillis(100))
                        .filter(failure -> !tail.isKnown())
                        .onRetryExhaustedThrow((retry, last) -> last.failure()));
    }

    /** Catching up reads to where the follower began; what came since waits in the follower meanwhile. */
    private Flux<ServerSentEvent<String>> stream(
            Call call, Follower follower, Position start, Flux<ServerSentEvent<String>> gap, Flux<LiveEvent> missed) {
        Shown shown = new Shown(start, bounds.maxRemembered());
        Flux<ServerSentEvent<String>> events = Flux.concat(missed, follower.events())
                .map(shown::next)
                .flatMapIterable(event -> event.stream().toList());
        return alive(Flux.concat(Flux.just(hello(start)), gap, events))
                .takeUntilOther(expiry(call))
                .onErrorResume(FollowEvents::end)
                .doFinally(signal -> tail.leave(follower));
    }

    /** The first event carries the position, so that a client can resume that has seen nothing yet. */
    private static ServerSentEvent<String> hello(Position start) {
        return ServerSentEvent.<String>builder()
                .id(start.toString())
                .retry(RECONNECT)
                .comment("following")
                .build();
    }

    private static Flux<ServerSentEvent<String>> gap(Position wanted, Position start) {
        if (wanted.equals(start)) {
            return Flux.empty();
        }
        return Flux.just(ServerSentEvent.<String>builder()
                .id(start.toString())
                .event("gap")
                .data("{\"requested\":\"%s\",\"resumed\":\"%s\"}".formatted(wanted, start))
                .build());
    }

    private Flux<ServerSentEvent<String>> alive(Flux<ServerSentEvent<String>> events) {
        Sinks.Empty<Void> over = Sinks.empty();
        ServerSentEvent<String> heartbeat =
                ServerSentEvent.<String>builder().comment("heartbeat").build();
        return Flux.merge(
                events.doFinally(signal -> over.tryEmitEmpty()),
                Flux.interval(bounds.heartbeat())
                        .onBackpressureDrop()
                        .map(tick -> heartbeat)
                        .takeUntilOther(over.asMono()));
    }

    private static Mono<?> expiry(Call call) {
        @Nullable
        Instant until =
                Optional.ofNullable(call.sender()).map(Call.Sender::until).orElse(null);
        return until == null ? Mono.never() : Mono.delay(Duration.between(Instant.now(), until));
    }

    /** The answer has begun, so the stream just ends; the client resumes. */
    private static Flux<ServerSentEvent<String>> end(Throwable failure) {
        LOG.atWarn().addKeyValue(LogKeys.ERROR, Failure.of(failure).kind()).log("live stream ended early");
        return Flux.empty();
    }
}
