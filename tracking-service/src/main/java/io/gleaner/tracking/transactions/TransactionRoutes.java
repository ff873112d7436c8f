package io.gleaner.tracking.transactions;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import io.gleaner.tracking.transactions.TransactionStore.Position;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /v1/transactions} and {@code GET /v1/transactions/{id}}. */
final class TransactionRoutes {

    private final TransactionStore store;

    TransactionRoutes(TransactionStore store) {
        this.store = store;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/transactions", this::list)
                .GET("/v1/transactions/{id}", this::one)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return Caller.of(request, "read").flatMap(caller -> {
            PageRequest page = PageRequest.of(request);
            TransactionFilter filter = TransactionFilter.of(request.queryParams());
            return store.page(caller.tenantId(), filter, page, position(page))
                    .flatMap(found -> PageRequest.answer(request, found));
        });
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        String id = request.pathVariable("id");
        return Caller.of(request, "read")
                .flatMap(caller -> store.find(caller.tenantId(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("no transaction '%s'".formatted(id))))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    private static @Nullable Position position(PageRequest page) {
        List<String> position = page.position(2);
        if (position == null) {
            return null;
        }
        try {
            return new Position(LocalDate.parse(position.getFirst()), position.getLast());
        } catch (DateTimeParseException e) {
            throw Problem.invalid("cursor", "expected a next_cursor of this list");
        }
    }
}
