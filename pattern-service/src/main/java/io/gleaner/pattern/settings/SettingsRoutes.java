package io.gleaner.pattern.settings;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.security.Caller;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A tenant's settings over HTTP. */
final class SettingsRoutes {

    private final SettingsReadStore store;
    private final TenantSettings settings;
    private final TenantTransaction transaction;
    private final ApplicationEventPublisher inProcess;

    SettingsRoutes(
            SettingsReadStore store,
            TenantSettings settings,
            TenantTransaction transaction,
            ApplicationEventPublisher inProcess) {
        this.store = store;
        this.settings = settings;
        this.transaction = transaction;
        this.inProcess = inProcess;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/settings/learning", this::read)
                .PUT("/v1/settings/learning", this::replace)
                .build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        return Caller.of(request, "read")
                .flatMap(caller -> store.find(caller.tenantId()))
                .map(own ->
                        SettingsBody.of(settings.read(own.settings()), own.version(), own.updatedAt(), own.updatedBy()))
                .switchIfEmpty(Mono.fromSupplier(settings::defaults))
                .flatMap(body -> ServerResponse.ok().bodyValue(body));
    }

    private Mono<ServerResponse> replace(ServerRequest request) {
        return Caller.of(request, "admin")
                .flatMap(caller -> request.bodyToMono(SettingsBody.class)
                        .switchIfEmpty(Mono.error(() -> Problem.invalid("", "expected a JSON object")))
                        .flatMap(given -> Blocking.call(() -> replace(caller, given))))
                .flatMap(body -> ServerResponse.ok().bodyValue(body));
    }

    private SettingsBody replace(Caller caller, SettingsBody given) {
        LearningSettings read = settings.read(given);
        return transaction.in(caller.tenantId(), () -> {
            SettingsBody replaced = settings.replace(caller.tenantId(), read, given, caller.userId())
                    .orElseThrow(() -> Problem.conflict(
                            "got version %s, which is not that of the settings".formatted(given.version())));
            inProcess.publishEvent(new SettingsChanged(caller.tenantId(), read));
            return replaced;
        });
    }
}
