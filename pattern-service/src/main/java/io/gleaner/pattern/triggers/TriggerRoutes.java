package io.gleaner.pattern.triggers;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.security.Caller;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What a tenant adds to the trigger table, over HTTP. It holds for runs to come; a backfill sees to the past. */
final class TriggerRoutes {

    private static final String PATH = "/v1/settings/operation-triggers";

    private final TriggerReadStore read;
    private final TriggerStore store;
    private final TenantTransaction transaction;

    TriggerRoutes(TriggerReadStore read, TriggerStore store, TenantTransaction transaction) {
        this.read = read;
        this.store = store;
        this.transaction = transaction;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET(PATH, this::read).PUT(PATH, this::replace).build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        return Caller.of(request, "read")
                .flatMap(caller -> read.find(caller.tenantId()))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    private Mono<ServerResponse> replace(ServerRequest request) {
        return Caller.of(request, "admin")
                .flatMap(caller -> request.bodyToMono(TriggerView.class)
                        .switchIfEmpty(Mono.error(() -> Problem.invalid("", "expected a JSON object")))
                        .flatMap(given -> Blocking.call(() -> replace(caller, given)))
                        .flatMap(_ -> read.find(caller.tenantId())))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    private long replace(Caller caller, TriggerView given) {
        TriggerReading.read(given.triggers());
        return transaction.in(
                caller.tenantId(),
                () -> store.replace(caller.tenantId(), given.triggers(), given.version(), caller.userId())
                        .orElseThrow(() -> Problem.conflict(
                                "got version %s, which is not that of the triggers".formatted(given.version()))));
    }
}
