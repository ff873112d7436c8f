package io.gleaner.tracking.operations;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import io.gleaner.tracking.operations.OperationView.Refusal;
import java.util.List;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /v1/operations/{id}?cursor=}. */
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
        return Caller.of(request, "read")
                .flatMap(caller -> store.find(caller.tenantId(), id, after(request)))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("no operation '%s'".formatted(id))))
                .flatMap(view -> PageRequest.answer(request, view, view.nextCursor()));
    }

    /** The refusal that was listed last; before every other without a cursor. */
    private static Refusal after(ServerRequest request) {
        List<String> position = PageRequest.of(request).position(2);
        return position == null ? new Refusal("", "") : new Refusal(position.getFirst(), position.getLast());
    }
}
