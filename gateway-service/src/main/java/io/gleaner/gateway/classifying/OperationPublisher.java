package io.gleaner.gateway.classifying;

import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.activity.Activities;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.publishing.Publication;
import io.gleaner.kit.events.Event;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Accepts an operation: keeps its id, publishes its events, and answers when the broker has all of them. */
final class OperationPublisher {

    private final AcceptedRequests accepted;
    private final Activities activities;
    private final Scheduler blocking;

    /** @param blocking where events are published whose owner was asked before: that may block */
    OperationPublisher(AcceptedRequests accepted, Activities activities, Scheduler blocking) {
        this.accepted = accepted;
        this.activities = activities;
        this.blocking = blocking;
    }

    /** What a client is told of an operation. */
    private record Accepted(UUID operationId, int accepted) {}

    /** What a client is told of an operation whose extent its owner finds out. */
    private record Begun(UUID operationId) {}

    /** 202 with the operation's id; 503 where it is not known that the broker has everything. */
    Mono<Answer> accept(
            Call call, int transactions, Function<Publication, ? extends List<? extends Event<?>>> operation) {
        return accepted.accept(
                call,
                transactions,
                id -> activities.written(
                        call, id, operation.apply(new Publication(id, call)), answer(id, transactions)));
    }

    /**
     * 202 with the operation's id, if an owner finds it fit; it is not asked again for a repeat of what was accepted.
     *
     * @param operation asks, and fails with the refusal; no event where the broker has it already
     */
    Mono<Answer> acceptFit(Call call, Function<Publication, ? extends Mono<? extends Event<?>>> operation) {
        return accepted.accept(
                call,
                0,
                id -> operation
                        .apply(new Publication(id, call))
                        .map(event -> List.<Event<?>>of(event))
                        .defaultIfEmpty(List.of())
                        .publishOn(blocking)
                        .flatMap(asked -> activities.written(call, id, asked, answer(id))),
                id -> Mono.just(new Answer.Written(answer(id))));
    }

    private static Answer.Whole answer(UUID id, int transactions) {
        return answer(id, new Accepted(id, transactions));
    }

    private static Answer.Whole answer(UUID id) {
        return answer(id, new Begun(id));
    }

    private static Answer.Whole answer(UUID id, Record body) {
        return Answer.Whole.json(202, Map.of(HttpHeaders.LOCATION, "/v1/operations/" + id), body);
    }
}
