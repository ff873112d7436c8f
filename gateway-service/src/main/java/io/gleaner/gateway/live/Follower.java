package io.gleaner.gateway.live;

import java.util.concurrent.ArrayBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** One client's share of the tail: what came since it began to follow, and was not read yet. */
final class Follower {

    private final String tenantId;
    private final Position start;
    private final Sinks.Many<LiveEvent> events;

    Follower(String tenantId, Position start, int maxBuffered) {
        this.tenantId = tenantId;
        this.start = start;
        this.events = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(maxBuffered));
    }

    String tenantId() {
        return tenantId;
    }

    /** Where the tail was when this one began to follow: everything from here on comes through {@link #events()}. */
    Position start() {
        return start;
    }

    /** Ends when the follower is cut off. */
    Flux<LiveEvent> events() {
        return events.asFlux();
    }

    /** Hands an event over; false if the client does not keep up. */
    boolean offer(LiveEvent event) {
        Sinks.EmitResult result = events.tryEmitNext(event);
        return result.isSuccess() || result == Sinks.EmitResult.FAIL_CANCELLED;
    }

    /** Ends the stream after what is buffered. */
    void cutOff() {
        events.tryEmitComplete();
    }
}
