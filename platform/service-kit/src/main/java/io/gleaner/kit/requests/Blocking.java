package io.gleaner.kit.requests;

import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Work that waits for the database or another service, away from the threads that answer requests. */
public final class Blocking {

    private Blocking() {}

    public static <T> Mono<T> call(Supplier<T> work) {
        return Mono.fromSupplier(work).subscribeOn(Schedulers.boundedElastic());
    }
}
