package io.gleaner.gateway.edge;

import reactor.core.publisher.Mono;

/** The services that own operations of the contract. */
public interface Owners {

    /** The owner's answer to a call that obeys the contract. */
    Mono<? extends Answer> answer(Call call);

    /**
     * What a service answers where the caller reads something of it, errors of its own included.
     *
     * @param path of the service, encoded
     */
    Mono<Answer.Whole> read(String service, String path, Call call);
}
