package io.gleaner.gateway.routing;

import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.gateway.edge.Owners;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * {@code GET /v1/operations/{operation_id}}: the owner's answer; and for an operation that the gateway accepted and the
 * owner has not seen yet, {@code accepted}.
 */
final class ReadOperation implements Endpoint {

    private final Owners owners;
    private final AcceptedRequests accepted;

    ReadOperation(Owners owners, AcceptedRequests accepted) {
        this.owners = owners;
        this.accepted = accepted;
    }

    @Override
    public String operationId() {
        return "readOperation";
    }

    @Override
    public Mono<? extends Answer> answer(Call call) {
        return owners.answer(call)
                .flatMap(answer -> answer instanceof Answer.Whole whole && whole.status() == 404
                        ? waiting(call).defaultIfEmpty(whole)
                        : Mono.just(answer));
    }

    private Mono<Answer> waiting(Call call) {
        return Mono.justOrEmpty(idOf(call.variable("operation_id")))
                .flatMap(id -> accepted.accepted(call.caller().tenantId(), id)
                        .flatMap(operation -> Mono.justOrEmpty(WaitingOperation.of(id, operation))))
                .map(operation -> Answer.Whole.json(200, Map.of(), operation));
    }

    private static Optional<UUID> idOf(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
