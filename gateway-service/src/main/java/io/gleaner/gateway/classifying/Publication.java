package io.gleaner.gateway.classifying;

import io.gleaner.contracts.EventType;
import io.gleaner.gateway.edge.Call;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.Ids;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The events of one operation. Their ids and times follow from the operation's id, so an operation that is published
 * again is published as the same events.
 */
record Publication(UUID operationId, Call call) {

    /** Makes the payload of one part. */
    interface Payload<T, E> {
        E of(String operationId, String userId, int part, int parts, List<T> elements);
    }

    <T, E> List<Event<E>> events(EventType<E> type, List<List<T>> parts, Payload<T, E> payload) {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> event(
                        type,
                        i + 1,
                        payload.of(operationId.toString(), call.caller().userId(), i + 1, parts.size(), parts.get(i))))
                .toList();
    }

    /** The only event of an operation. */
    <E> Event<E> event(EventType<E> type, E payload) {
        return event(type, 1, payload);
    }

    private <E> Event<E> event(EventType<E> type, int part, E payload) {
        String id = operationId + "." + part;
        return new Event<>(
                id, call.caller().tenantId(), null, Ids.timeOf(operationId), call.traceparent(), type, payload);
    }
}
