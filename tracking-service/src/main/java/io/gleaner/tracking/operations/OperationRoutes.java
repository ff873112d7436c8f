package io.gleaner.tracking.operations;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /v1/operations/{id}}. */
final class OperationRoutes {

    private final OperationReadStore store;

    OperationRoutes(OperationReadStore store) {
        this.store = store;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/operations/{id}", this::one).build();
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        String id = request.pathVariable("id");
        return Caller.of(request).flatMap(caller -> {
            caller.require("read");
            return store.find(caller.tenantId(), id)
                    .switchIfEmpty(Mono.error(() -> Problem.notFound("no operation '%s'".formatted(id))))
                    .flatMap(view -> ServerResponse.ok().bodyValue(view));
        });
    }
}
