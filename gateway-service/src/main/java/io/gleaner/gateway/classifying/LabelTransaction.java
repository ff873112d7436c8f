package io.gleaner.gateway.classifying;

import io.gleaner.contracts.EventTypes;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import java.util.List;
import reactor.core.publisher.Mono;

/** {@code PATCH /v1/transactions/{transaction_id}}. */
final class LabelTransaction implements Endpoint {

    private final OperationPublisher operations;

    LabelTransaction(OperationPublisher operations) {
        this.operations = operations;
    }

    @Override
    public String operationId() {
        return "labelTransaction";
    }

    @Override
    public Mono<Answer> answer(Call call) {
        Label label = Label.of(call.json());
        List<String> id = List.of(call.variable("transaction_id"));
        return operations.accept(
                call,
                1,
                publication -> publication.events(EventTypes.CLASSIFICATION_RECORDED, List.of(id), label::recorded));
    }
}
