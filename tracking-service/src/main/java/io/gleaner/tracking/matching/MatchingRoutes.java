package io.gleaner.tracking.matching;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import io.gleaner.kit.security.InternalTokens;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code POST /internal/coverage} and {@code POST /internal/matches}, for services only. */
final class MatchingRoutes {

    private final CoverageStore store;

    MatchingRoutes(CoverageStore store) {
        this.store = store;
    }

    RouterFunction<ServerResponse> routes() {
        return route().POST("/internal/coverage", this::coverage)
                .POST("/internal/matches", this::matches)
                .build();
    }

    private Mono<ServerResponse> coverage(ServerRequest request) {
        return Caller.of(request, InternalTokens.SCOPE)
                .flatMap(caller -> body(request, CoverageBody.class)
                        .flatMap(body -> store.coverages(caller.tenantId(), body.read())))
                .flatMap(coverages -> ServerResponse.ok().bodyValue(coverages));
    }

    /** Up to a million comparisons: not on a thread that answers requests. */
    private Mono<ServerResponse> matches(ServerRequest request) {
        return Caller.of(request, InternalTokens.SCOPE)
                .flatMap(caller -> body(request, MatchesBody.class))
                .publishOn(Schedulers.boundedElastic())
                .map(MatchesBody::answer)
                .flatMap(matches -> ServerResponse.ok().bodyValue(matches));
    }

    private static <T> Mono<T> body(ServerRequest request, Class<T> type) {
        return request.bodyToMono(type).switchIfEmpty(Mono.error(() -> Problem.invalid("", "expected a JSON object")));
    }
}
