package io.gleaner.gateway.edge;

import reactor.core.publisher.Mono;

/** The services that own operations of the contract. */
public interface Owners {

    /** The owner's answer to a call that obeys the contract. */
    Mono<? extends Answer> answer(Call call);
}
