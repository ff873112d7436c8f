package io.gleaner.gateway.routing;

import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.gateway.edge.Owners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * {@code GET /v1/operations/{operation_id}}: the owner's answer, with what was learned from the operation; and for one
 * that the gateway accepted and the owner has not seen yet, {@code accepted}.
 */
final class ReadOperation implements Endpoint {

    private final Owners owners;
    private final LearningSteps learning;
    private final AcceptedRequests accepted;

    ReadOperation(Owners owners, LearningSteps learning, AcceptedRequests accepted) {
        this.owners = owners;
        this.learning = learning;
        this.accepted = accepted;
    }

    @Override
    public String operationId() {
        return "readOperation";
    }

    /** Both services are asked at once. */
    @Override
    public Mono<? extends Answer> answer(Call call) {
        return Mono.zip(owners.answer(call), learning.of(call))
                .flatMap(known -> known.getT1() instanceof Answer.Whole operation
                        ? join(call, operation, known.getT2())
                        : Mono.just(known.getT1()));
    }

    private Mono<Answer> join(Call call, Answer.Whole operation, Optional<List<Step>> learned) {
        return switch (operation.status()) {
            case 200 -> Mono.just(Timeline.join(operation, learned));
            case 404 -> waiting(call).defaultIfEmpty(operation);
            default -> Mono.just(operation);
        };
    }

    private Mono<Answer> waiting(Call call) {
        return accepted.accepted(call.caller().tenantId(), call.variable("operation_id"))
                .flatMap(operation -> Mono.justOrEmpty(WaitingOperation.of(operation)))
                .map(operation -> Answer.Whole.json(200, Map.of(), operation));
    }
}
