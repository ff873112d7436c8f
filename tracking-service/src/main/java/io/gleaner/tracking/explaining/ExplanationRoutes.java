package io.gleaner.tracking.explaining;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /v1/transactions/{id}/explanation}. */
final class ExplanationRoutes {

    private final ExplanationReadStore store;

    ExplanationRoutes(ExplanationReadStore store) {
        this.store = store;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/transactions/{id}/explanation", this::one).build();
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        String id = request.pathVariable("id");
        return Caller.of(request, "read")
                .flatMap(caller -> store.explanation(caller.tenantId(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("no transaction '%s'".formatted(id))))
                .flatMap(explanation -> ServerResponse.ok().bodyValue(explanation));
    }
}
