package io.gleaner.gateway.edge;

import io.gleaner.gateway.contract.Contract;
import io.gleaner.gateway.contract.Operation;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Routes exactly what the contract has: each operation to its endpoint, or to the service that owns it. */
final class EdgeRoutes {

    private final Contract contract;
    private final ContractFilter filter;
    private final Owners owners;
    private final Journal journal;
    private final Map<String, Endpoint> endpoints;

    EdgeRoutes(Contract contract, ContractFilter filter, Owners owners, Journal journal, List<Endpoint> endpoints) {
        this.contract = contract;
        this.filter = filter;
        this.owners = owners;
        this.journal = journal;
        this.endpoints = endpoints.stream().collect(Collectors.toMap(Endpoint::operationId, Function.identity()));
        this.endpoints.keySet().forEach(contract::operation);
    }

    /**
     * Path by path, the most specific first: a path with a variable also matches what another path names, so whatever was
     * meant for that other path is answered, or refused, before.
     */
    RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        operationsByPath().forEach((path, operations) -> {
            operations.forEach(operation -> routes.route(
                    RequestPredicates.method(operation.method()).and(RequestPredicates.path(path)),
                    handler(operation)));
            List<HttpMethod> methods =
                    operations.stream().map(Operation::method).toList();
            routes.route(RequestPredicates.path(path), request -> refuse(request, methods));
        });
        return routes.build();
    }

    private Map<String, List<Operation>> operationsByPath() {
        return contract.operations().stream()
                .sorted(Comparator.comparing(EdgeRoutes::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                .collect(Collectors.groupingBy(Operation::path, LinkedHashMap::new, Collectors.toList()));
    }

    private static PathPattern pattern(Operation operation) {
        return PathPatternParser.defaultInstance.parse(operation.path());
    }

    private HandlerFunction<ServerResponse> handler(Operation operation) {
        Function<Call, Mono<? extends Answer>> answering = answering(operation);
        return request -> filter.open(operation, request)
                .flatMap(call -> answer(call, answering))
                .flatMap(EdgeRoutes::response);
    }

    private Mono<Answer> answer(Call call, Function<Call, Mono<? extends Answer>> answering) {
        return Mono.<Answer>defer(() -> answering.apply(call).map(Function.identity()))
                .onErrorResume(failure -> failed(call, failure).then(Mono.error(failure)))
                .flatMap(answer -> journal.answered(call, answer));
    }

    private Mono<Void> failed(Call call, Throwable failure) {
        return call.sender() == null ? Mono.empty() : journal.failed(Attempt.of(call, call.caller()), failure);
    }

    private Function<Call, Mono<? extends Answer>> answering(Operation operation) {
        Endpoint endpoint = endpoints.get(operation.id());
        if (endpoint != null) {
            return endpoint::answer;
        }
        if (!operation.services().isEmpty()) {
            return owners::answer;
        }
        throw new IllegalStateException(
                "openapi.yaml, %s (%s): give it an x-gleaner-service or x-gleaner-services, or an Endpoint bean"
                        .formatted(operation, operation.id()));
    }

    private static Mono<ServerResponse> response(Answer answer) {
        return switch (answer) {
            case Answer.Whole whole ->
                ServerResponse.status(whole.status())
                        .headers(headers -> whole.headers().forEach(headers::set))
                        .bodyValue(whole.body());
            case Answer.Written(Answer.Whole whole) -> response(whole);
            case Answer.Events live ->
                ServerResponse.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        .header("X-Accel-Buffering", "no")
                        .body(BodyInserters.fromServerSentEvents(live.events()));
        };
    }

    private static Mono<ServerResponse> refuse(ServerRequest request, List<HttpMethod> allowed) {
        request.exchange().getResponse().getHeaders().setAllow(Set.copyOf(allowed));
        return Mono.error(Problem.of(
                ProblemType.METHOD_NOT_ALLOWED,
                "got %s, expected one of %s at %s".formatted(request.method(), allowed, request.path())));
    }
}
