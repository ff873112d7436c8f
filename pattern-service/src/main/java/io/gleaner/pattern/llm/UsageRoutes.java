package io.gleaner.pattern.llm;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.security.Caller;
import java.util.Locale;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A tenant's use of the model over HTTP. */
final class UsageRoutes {

    private final UsageReadStore store;
    private final LlmProperties settings;

    UsageRoutes(UsageReadStore store, LlmProperties settings) {
        this.store = store;
        this.settings = settings;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/llm/usage", this::usage).build();
    }

    private Mono<ServerResponse> usage(ServerRequest request) {
        String provider = settings.provider().name().toLowerCase(Locale.ROOT);
        return Caller.of(request)
                .doOnNext(caller -> caller.require("read"))
                .flatMap(caller -> store.perPurpose(caller.tenantId()))
                .map(purposes -> LlmUsage.of(purposes, provider, settings.model()))
                .flatMap(usage -> ServerResponse.ok().bodyValue(usage));
    }
}
