package io.gleaner.pattern.runs;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Runs over HTTP. */
final class WorkflowRoutes {

    private final RunReadStore runs;

    WorkflowRoutes(RunReadStore runs) {
        this.runs = runs;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/workflows/{id}", this::one).build();
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        String id = request.pathVariable("id");
        return Caller.of(request, "read")
                .flatMap(caller -> runs.find(caller.tenantId(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("no workflow run '%s'".formatted(id))))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }
}
