package io.gleaner.tracking.activity;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /v1/activity} and {@code GET /v1/activity/verify}. */
final class ActivityRoutes {

    private static final String SCOPE = "admin";

    private final ActivityStore store;

    ActivityRoutes(ActivityStore store) {
        this.store = store;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/activity", this::list)
                .GET("/v1/activity/verify", this::verify)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return Caller.of(request, SCOPE).flatMap(caller -> {
            PageRequest page = PageRequest.of(request);
            ActivityFilter filter = ActivityFilter.of(request.queryParams());
            return store.page(caller.tenantId(), filter, page, before(page))
                    .flatMap(found -> PageRequest.answer(request, found));
        });
    }

    private Mono<ServerResponse> verify(ServerRequest request) {
        return Caller.of(request, SCOPE)
                .flatMap(caller -> store.verify(caller.tenantId()))
                .flatMap(found -> ServerResponse.ok().bodyValue(found));
    }

    private static @Nullable Long before(PageRequest page) {
        List<String> position = page.position(1);
        if (position == null) {
            return null;
        }
        try {
            return Long.valueOf(position.getFirst());
        } catch (NumberFormatException e) {
            throw Problem.invalid("cursor", "expected a next_cursor of this list");
        }
    }
}
