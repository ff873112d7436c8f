package io.gleaner.gateway.edge;

import reactor.core.publisher.Mono;

/** Writes down what callers do, before they are answered. */
public interface Journal {

    /** The same answer, once what was done is written down; fails if that is not known of something that took effect. */
    Mono<Answer> answered(Call call, Answer answer);

    /** Completes, and never fails, when it is written down that a caller got no answer but this failure, or soon after. */
    Mono<Void> failed(Attempt attempt, Throwable failure);
}
