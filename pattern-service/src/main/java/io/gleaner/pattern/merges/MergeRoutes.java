package io.gleaner.pattern.merges;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.requests.JobAnswers;
import io.gleaner.kit.requests.PathIds;
import io.gleaner.kit.requests.QueryParameters;
import io.gleaner.kit.security.Caller;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Merges of operations over HTTP. */
final class MergeRoutes {

    private static final String MERGES = "/v1/operation-patterns/merges";
    private static final Set<String> STATUSES = Set.of("proposed", "accepted", "rejected");

    private final Merges merges;
    private final MergeReadStore proposals;

    MergeRoutes(Merges merges, MergeReadStore proposals) {
        this.merges = merges;
        this.proposals = proposals;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET(MERGES, this::list)
                .POST(MERGES, this::search)
                .POST(MERGES + "/{id}/accept", this::accept)
                .POST(MERGES + "/{id}/reject", this::reject)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        PageRequest page = PageRequest.of(request);
        Optional<String> status = QueryParameters.find(request.queryParams(), "status");
        status.filter(text -> !STATUSES.contains(text)).ifPresent(text -> {
            throw Problem.invalid("status", "got '%s', expected proposed, accepted or rejected".formatted(text));
        });
        return Caller.of(request, "read")
                .flatMap(caller -> proposals.page(caller.tenantId(), status, page))
                .flatMap(found -> PageRequest.answer(request, found));
    }

    private Mono<ServerResponse> search(ServerRequest request) {
        return Caller.of(request, "write")
                .flatMap(caller -> Blocking.call(() -> merges.search(caller)))
                .flatMap(JobAnswers::accepted);
    }

    private Mono<ServerResponse> accept(ServerRequest request) {
        UUID id = PathIds.of(request, "merge proposal");
        return Caller.of(request, "review")
                .flatMap(caller -> Blocking.call(() -> merges.accept(caller, id)))
                .flatMap(JobAnswers::accepted);
    }

    private Mono<ServerResponse> reject(ServerRequest request) {
        UUID id = PathIds.of(request, "merge proposal");
        return Caller.of(request, "review")
                .flatMap(caller ->
                        Blocking.call(() -> merges.reject(caller, id)).then(proposals.find(caller.tenantId(), id)))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }
}
