package io.gleaner.gateway.edge;

import reactor.core.publisher.Mono;

/** Answers one operation of the contract by the gateway itself. */
public interface Endpoint {

    /** The {@code operationId} in the contract. */
    String operationId();

    /** The answer to a call that obeys the contract. */
    Mono<? extends Answer> answer(Call call);
}
