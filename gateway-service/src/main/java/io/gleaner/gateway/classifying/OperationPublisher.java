package io.gleaner.gateway.classifying;

import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.activity.Activities;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Attempt;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.publishing.ConfirmedPublisher;
import io.gleaner.kit.events.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * Accepts an operation: keeps its id, publishes its events, and answers when the broker has all of them. The activity
 * goes with them, so that it costs no wait of its own.
 */
final class OperationPublisher {

    private final AcceptedRequests accepted;
    private final ConfirmedPublisher events;

    OperationPublisher(AcceptedRequests accepted, ConfirmedPublisher events) {
        this.accepted = accepted;
        this.events = events;
    }

    /** What a client is told of an operation. */
    private record Accepted(UUID operationId, int accepted) {}

    /** 202 with the operation's id; 503 where it is not known that the broker has everything. */
    Mono<Answer> accept(
            Call call, int transactions, Function<Publication, ? extends List<? extends Event<?>>> operation) {
        return accepted.accept(call, transactions, id -> {
            Answer.Whole answer = answer(id, transactions);
            List<Event<?>> all = new ArrayList<>(operation.apply(new Publication(id, call)));
            all.add(Activities.event(Attempt.of(call, call.caller()), id, answer));
            return events.publish(all).thenReturn(new Answer.Written(answer));
        });
    }

    private static Answer.Whole answer(UUID id, int transactions) {
        return Answer.Whole.json(
                202, Map.of(HttpHeaders.LOCATION, "/v1/operations/" + id), new Accepted(id, transactions));
    }
}
