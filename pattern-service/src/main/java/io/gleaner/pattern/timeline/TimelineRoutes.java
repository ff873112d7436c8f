package io.gleaner.pattern.timeline;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.security.Caller;
import io.gleaner.kit.security.InternalTokens;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /internal/operations/{operation_id}/timeline}, for services only. */
final class TimelineRoutes {

    private final TimelineReadStore store;

    TimelineRoutes(TimelineReadStore store) {
        this.store = store;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/internal/operations/{operation_id}/timeline", this::timeline)
                .build();
    }

    private Mono<ServerResponse> timeline(ServerRequest request) {
        return Caller.of(request, InternalTokens.SCOPE)
                .flatMap(caller -> store.of(caller.tenantId(), request.pathVariable("operation_id")))
                .flatMap(steps -> ServerResponse.ok().bodyValue(new Timeline(steps)));
    }
}
