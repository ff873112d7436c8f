package io.gleaner.pattern.llm;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import io.gleaner.pattern.core.Budget;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A tenant's limits over HTTP. */
final class BudgetRoutes {

    private static final String SCOPE = "admin";

    private final BudgetReadStore store;
    private final Budget unlessSet;

    /** @param unlessSet of tenants that set no limits themselves */
    BudgetRoutes(BudgetReadStore store, Budget unlessSet) {
        this.store = store;
        this.unlessSet = unlessSet;
    }

    /**
     * Limits to set.
     *
     * @param rowVersion what they replace; whatever there is if missing
     */
    record NewBudget(@Nullable Long rowVersion, @Nullable Map<String, @Nullable CapBody> limits) {}

    /**
     * Limits in force.
     *
     * @param rowVersion 0 where the tenant set none: then the installation's hold, and nobody set them
     */
    record BudgetView(
            long rowVersion,
            Map<String, CapBody> limits,
            @Nullable String updatedBy,
            @Nullable Instant updatedAt) {

        static BudgetView of(TenantBudget set) {
            return new BudgetView(set.rowVersion(), Limits.written(set.budget()), set.updatedBy(), set.updatedAt());
        }
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/llm/budget", this::read)
                .PUT("/v1/llm/budget", this::set)
                .build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        return Caller.of(request, SCOPE)
                .flatMap(caller -> store.find(caller.tenantId()))
                .map(BudgetView::of)
                .defaultIfEmpty(new BudgetView(0, Limits.written(unlessSet), null, null))
                .flatMap(budget -> ServerResponse.ok().bodyValue(budget));
    }

    private Mono<ServerResponse> set(ServerRequest request) {
        return Caller.of(request, SCOPE)
                .flatMap(caller -> request.bodyToMono(NewBudget.class).flatMap(body -> set(caller, body)))
                .switchIfEmpty(Mono.error(() -> Problem.invalid("/limits", "expected an object of limits")))
                .map(BudgetView::of)
                .flatMap(budget -> ServerResponse.ok().bodyValue(budget));
    }

    private Mono<TenantBudget> set(Caller caller, NewBudget body) {
        if (body.limits() == null) {
            return Mono.empty();
        }
        return store.put(caller.tenantId(), Limits.read(body.limits()), caller.userId(), body.rowVersion())
                .switchIfEmpty(Mono.error(() ->
                        Problem.conflict("got row_version %d, the budget has another".formatted(body.rowVersion()))));
    }
}
