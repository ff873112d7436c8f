package io.gleaner.gateway.routing;

import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * Things of which each lies with one of several services, and nobody knows with which: all are asked at once, and the one
 * that has it answers.
 */
final class SharedThings {

    private final List<OwnerClient> owners;

    SharedThings(List<OwnerClient> owners) {
        this.owners = owners;
    }

    /**
     * The answer of the service that has the thing. Where none that answers has it, it may lie with one that is away: the
     * failure to ask that one then; else 404.
     */
    Mono<Answer.Whole> answer(Call call) {
        return Flux.fromIterable(owners)
                .flatMap(owner -> owner.answer(call).materialize())
                .filter(outcome -> !outcome.isOnComplete())
                .collectList()
                .map(outcomes -> Collections.min(outcomes, Comparator.comparingInt(SharedThings::rank)))
                .<Answer.Whole>dematerialize();
    }

    /** A service that has the thing, one that cannot say, one that has it not. */
    private static int rank(Signal<Answer.Whole> outcome) {
        Answer.Whole answer = outcome.get();
        if (answer == null || answer.status() >= 500) {
            return 1;
        }
        return answer.status() == 404 ? 2 : 0;
    }
}
