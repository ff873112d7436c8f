package io.gleaner.pattern.operations;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.requests.PathIds;
import io.gleaner.kit.requests.QueryParameters;
import io.gleaner.kit.security.Caller;
import io.gleaner.pattern.core.workflows.OperationStatus;
import java.util.UUID;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Operation patterns over HTTP. */
final class OperationRoutes {

    /** Other things below operation patterns have names that are no such id. */
    private static final String PATTERN = "/v1/operation-patterns/{id:[0-9a-fA-F-]+}";

    private final OperationReadStore patterns;
    private final OccurrenceReadStore occurrences;
    private final Reviews reviews;

    OperationRoutes(OperationReadStore patterns, OccurrenceReadStore occurrences, Reviews reviews) {
        this.patterns = patterns;
        this.occurrences = occurrences;
        this.reviews = reviews;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/operation-patterns", this::list)
                .GET(PATTERN, this::one)
                .GET(PATTERN + "/occurrences", this::occurrences)
                .GET(PATTERN + "/history", this::history)
                .POST(PATTERN + "/review", this::review)
                .POST(PATTERN + "/occurrences/{workflow_id}/verdict", this::judge)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        PageRequest page = PageRequest.of(request);
        OperationReadStore.Filter filter = new OperationReadStore.Filter(
                OperationSort.of(
                        QueryParameters.find(request.queryParams(), "sort").orElse("savings")),
                QueryParameters.find(request.queryParams(), "status").map(OperationRoutes::status),
                QueryParameters.find(request.queryParams(), "type"));
        return Caller.of(request, "read")
                .flatMap(caller -> patterns.page(caller.tenantId(), filter, page))
                .flatMap(found -> PageRequest.answer(request, found));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        UUID id = PathIds.of(request, "operation pattern");
        return Caller.of(request, "read")
                .flatMap(caller -> detail(caller, id))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    /** A pattern with what people said of it. */
    private Mono<OperationDetail> detail(Caller caller, UUID id) {
        return known(caller, id)
                .zipWith(occurrences.accuracy(caller.tenantId(), id))
                .zipWith(
                        occurrences.reviews(caller.tenantId(), id),
                        (known, said) -> OperationDetail.of(known.getT1(), known.getT2(), said));
    }

    private Mono<ServerResponse> occurrences(ServerRequest request) {
        UUID id = PathIds.of(request, "operation pattern");
        PageRequest page = PageRequest.of(request);
        return Caller.of(request, "read")
                .flatMap(caller -> known(caller, id).then(occurrences.page(caller.tenantId(), id, page)))
                .flatMap(found -> PageRequest.answer(request, found));
    }

    private Mono<ServerResponse> history(ServerRequest request) {
        UUID id = PathIds.of(request, "operation pattern");
        PageRequest page = PageRequest.of(request);
        return Caller.of(request, "read")
                .flatMap(caller -> known(caller, id).then(occurrences.weeks(caller.tenantId(), id, page)))
                .flatMap(found -> PageRequest.answer(request, found));
    }

    private Mono<ServerResponse> review(ServerRequest request) {
        UUID id = PathIds.of(request, "operation pattern");
        return Caller.of(request, "review")
                .flatMap(caller -> request.bodyToMono(ReviewBody.class)
                        .switchIfEmpty(Mono.error(() -> Problem.invalid("", "expected a JSON object")))
                        .flatMap(body -> Blocking.call(() -> reviews.review(caller, id, body)))
                        .flatMap(_ -> detail(caller, id)))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    private Mono<ServerResponse> judge(ServerRequest request) {
        UUID id = PathIds.of(request, "operation pattern");
        String workflowId = request.pathVariable("workflow_id");
        return Caller.of(request, "review")
                .flatMap(caller -> request.bodyToMono(VerdictBody.class)
                        .switchIfEmpty(Mono.error(() -> Problem.invalid("", "expected a JSON object")))
                        .flatMap(body -> Blocking.call(() -> reviews.judge(caller, id, workflowId, body)))
                        .flatMap(_ -> occurrences.accuracy(caller.tenantId(), id)))
                .flatMap(accuracy -> ServerResponse.ok().bodyValue(accuracy));
    }

    private Mono<OperationView> known(Caller caller, UUID id) {
        return patterns.find(caller.tenantId(), id).switchIfEmpty(Mono.error(() -> Reviews.unknown(id)));
    }

    private static OperationStatus status(String text) {
        return OperationStatus.ofText(text)
                .orElseThrow(() -> Problem.invalid("status", "got '%s', expected a status".formatted(text)));
    }
}
