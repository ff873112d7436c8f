package io.gleaner.pattern.backfill;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.requests.JobAnswers;
import io.gleaner.kit.security.Caller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Backfills and checks over HTTP. */
final class BackfillRoutes {

    private final Backfills backfills;
    private final TransactionTemplate transaction;

    BackfillRoutes(Backfills backfills, TransactionTemplate transaction) {
        this.backfills = backfills;
        this.transaction = transaction;
    }

    RouterFunction<ServerResponse> routes() {
        return route().POST("/v1/workflows/backfill", this::backfill)
                .POST("/v1/workflows/integrity-check", this::check)
                .build();
    }

    private Mono<ServerResponse> backfill(ServerRequest request) {
        return Caller.of(request, "admin")
                .flatMap(caller -> request.bodyToMono(BackfillRequest.class)
                        .defaultIfEmpty(BackfillRequest.REAL)
                        .flatMap(asked -> Blocking.call(() -> transaction.execute(
                                status -> backfills.start(caller.tenantId(), caller.userId(), asked)))))
                .flatMap(JobAnswers::accepted);
    }

    private Mono<ServerResponse> check(ServerRequest request) {
        return Caller.of(request, "write")
                .flatMap(caller -> Blocking.call(
                        () -> transaction.execute(status -> backfills.startCheck(caller.tenantId(), caller.userId()))))
                .flatMap(JobAnswers::accepted);
    }
}
