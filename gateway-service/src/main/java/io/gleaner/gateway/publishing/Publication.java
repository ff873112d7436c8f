package io.gleaner.gateway.publishing;

import io.gleaner.contracts.EventType;
import io.gleaner.gateway.edge.Call;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The events of one accepted request. Their ids and times follow from the request's id, so a request that is published
 * again is published as the same events.
 *
 * @param id what the request was accepted under
 */
public record Publication(UUID id, Call call) {

    /** Makes the payload of one part. */
    public interface Payload<T, E> {
        E of(String id, String userId, int part, int parts, List<T> elements);
    }

    /** One event for each part. */
    public <T, E> List<Event<E>> events(EventType<E> type, List<List<T>> parts, Payload<T, E> payload) {
        return IntStream.range(0, parts.size())
                .mapToObj(
                        i -> event(type, i + 1, payload.of(id.toString(), userId(), i + 1, parts.size(), parts.get(i))))
                .toList();
    }

    /** The only event of a request. */
    public <E> Event<E> event(EventType<E> type, E payload) {
        return event(type, 1, payload);
    }

    /**
     * One of the events of a request.
     *
     * @param number from 1; no other event of the request has it
     */
    public <E> Event<E> event(EventType<E> type, int number, E payload) {
        return event(type, number, time(), payload);
    }

    /**
     * One of the events of a request, of which the order of their times matters.
     *
     * @param number from 1; no other event of the request has it
     */
    public <E> Event<E> event(EventType<E> type, int number, Instant time, E payload) {
        return new Event<>(id + "." + number, call.caller().tenantId(), null, time, call.traceparent(), type, payload);
    }

    /** Who sent the request. */
    public String userId() {
        return call.caller().userId();
    }

    /** When the request got its id. */
    public Instant time() {
        return Ids.timeOf(id);
    }
}
