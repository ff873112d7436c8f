package io.gleaner.pattern.llm;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.security.Caller;
import io.gleaner.pattern.core.Budget;
import java.util.Locale;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A tenant's use of the model over HTTP. */
final class UsageRoutes {

    private final UsageReadStore store;
    private final BudgetReadStore budgets;
    private final Budget unlessSet;
    private final LlmProperties settings;

    /** @param unlessSet limits of tenants that set none themselves */
    UsageRoutes(UsageReadStore store, BudgetReadStore budgets, Budget unlessSet, LlmProperties settings) {
        this.store = store;
        this.budgets = budgets;
        this.unlessSet = unlessSet;
        this.settings = settings;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/llm/usage", this::usage).build();
    }

    private Mono<ServerResponse> usage(ServerRequest request) {
        return Caller.of(request, "read")
                .flatMap(caller -> usage(caller.tenantId()))
                .flatMap(usage -> ServerResponse.ok().bodyValue(usage));
    }

    private Mono<LlmUsage> usage(String tenantId) {
        String provider = settings.provider().name().toLowerCase(Locale.ROOT);
        return store.perPurpose(tenantId)
                .flatMap(purposes -> budgets.use(tenantId, unlessSet)
                        .map(budget -> LlmUsage.of(purposes, provider, settings.model(), budget)));
    }
}
