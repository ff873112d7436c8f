package io.gleaner.tracking.workflows;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import io.gleaner.kit.security.InternalTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code POST /internal/workflows}: a tenant's history, piece by piece, for services only. */
final class HistoryRoutes {

    private static final int MAX_RUNS = 1_000;

    private final HistoryReadStore store;

    HistoryRoutes(HistoryReadStore store) {
        this.store = store;
    }

    /** @param after the last run of the piece before; null for the first */
    private record Question(@Nullable String after, int limit) {}

    RouterFunction<ServerResponse> routes() {
        return route().POST("/internal/workflows", this::piece).build();
    }

    private Mono<ServerResponse> piece(ServerRequest request) {
        return Caller.of(request, InternalTokens.SCOPE)
                .flatMap(caller -> request.bodyToMono(Question.class)
                        .switchIfEmpty(Mono.error(() -> Problem.invalid("", "expected a JSON object")))
                        .doOnNext(HistoryRoutes::requireBounds)
                        .flatMap(asked -> store.piece(caller.tenantId(), asked.after(), asked.limit())))
                .flatMap(piece -> ServerResponse.ok().bodyValue(piece));
    }

    private static void requireBounds(Question asked) {
        if (asked.limit() < 1 || asked.limit() > MAX_RUNS) {
            throw Problem.invalid("/limit", "got %d, expected 1 to %d".formatted(asked.limit(), MAX_RUNS));
        }
    }
}
