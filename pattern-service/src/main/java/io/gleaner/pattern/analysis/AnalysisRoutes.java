package io.gleaner.pattern.analysis;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.requests.JobAnswers;
import io.gleaner.kit.security.Caller;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Analyses over HTTP. */
final class AnalysisRoutes {

    private static final Request GATHERED = new Request(false);

    private final Analyses analyses;

    AnalysisRoutes(Analyses analyses) {
        this.analyses = analyses;
    }

    RouterFunction<ServerResponse> routes() {
        return route().POST("/v1/patterns/analyze", this::start).build();
    }

    private Mono<ServerResponse> start(ServerRequest request) {
        return Caller.of(request, "write")
                .flatMap(caller -> request.bodyToMono(Request.class)
                        .defaultIfEmpty(GATHERED)
                        .flatMap(asked ->
                                Blocking.call(() -> analyses.start(caller.tenantId(), caller.userId(), asked))))
                .flatMap(JobAnswers::accepted);
    }
}
