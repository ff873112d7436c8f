package io.gleaner.gateway.docs;

import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import reactor.core.publisher.Mono;

/** An operation that always answers the same. */
record Document(String operationId, Answer.Whole content) implements Endpoint {

    @Override
    public Mono<Answer.Whole> answer(Call call) {
        return Mono.just(content);
    }
}
