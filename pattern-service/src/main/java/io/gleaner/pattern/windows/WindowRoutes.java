package io.gleaner.pattern.windows;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.paging.Page;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.security.Caller;
import io.gleaner.kit.windows.Windows;
import io.gleaner.pattern.core.Mode;
import io.gleaner.pattern.settings.TenantSettings;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Windows over HTTP. */
final class WindowRoutes {

    private static final Set<String> KINDS = Set.of("classification");
    private static final URI WINDOWS = URI.create("/v1/windows");

    private final WindowReadStore store;
    private final Windows windows;
    private final TenantSettings settings;
    private final TenantTransaction transaction;

    WindowRoutes(WindowReadStore store, Windows windows, TenantSettings settings, TenantTransaction transaction) {
        this.store = store;
        this.windows = windows;
        this.settings = settings;
        this.transaction = transaction;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/windows", this::open)
                .POST("/v1/windows/{kind}/flush", this::flush)
                .build();
    }

    private Mono<ServerResponse> open(ServerRequest request) {
        return Caller.of(request, "read")
                .flatMap(caller -> store.open(caller.tenantId()))
                .flatMap(open -> ServerResponse.ok().bodyValue(new Page<>(open, null)));
    }

    /** Flushing what is not open is no error: there is nothing left to wait for. */
    private Mono<ServerResponse> flush(ServerRequest request) {
        String kind = request.pathVariable("kind");
        if (!KINDS.contains(kind)) {
            throw Problem.notFound("window kind " + kind);
        }
        return Caller.of(request, "write")
                .flatMap(caller -> Blocking.call(() -> flush(caller.tenantId(), kind)))
                .flatMap(_ -> ServerResponse.accepted().location(WINDOWS).bodyValue(Map.of()));
    }

    private boolean flush(String tenantId, String kind) {
        return transaction.in(tenantId, () -> {
            if (settings.of(tenantId).mode() == Mode.OFF) {
                throw Problem.conflict("learning is off");
            }
            return windows.flush(tenantId, kind);
        });
    }
}
