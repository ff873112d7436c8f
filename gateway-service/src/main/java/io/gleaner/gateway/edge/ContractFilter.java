package io.gleaner.gateway.edge;

import io.gleaner.gateway.contract.Operation;
import io.gleaner.gateway.contract.Parameter;
import io.gleaner.gateway.edge.Call.Sender;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.Problem.Fault;
import io.gleaner.kit.problems.ProblemType;
import io.gleaner.kit.requests.QueryParameters;
import io.gleaner.kit.security.Caller;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Lets pass what the contract allows, in this order: rate (429), scope (403), size (413), type (415), contract (400). A
 * request without a valid token did not come here (401). What is refused goes to the journal, so the rate comes first.
 */
final class ContractFilter {

    private final RequestRates rates;
    private final Bodies bodies;
    private final Traces traces;
    private final Journal journal;

    ContractFilter(RequestRates rates, Bodies bodies, Traces traces, Journal journal) {
        this.rates = rates;
        this.bodies = bodies;
        this.traces = traces;
        this.journal = journal;
    }

    /** The call that the request makes; fails with the problem to answer. */
    Mono<Call> open(Operation operation, ServerRequest request) {
        String scope = operation.scope();
        if (scope == null) {
            return admit(operation, request, Optional.empty());
        }
        return request.principal()
                .cast(JwtAuthenticationToken.class)
                .map(token -> new Sender(Caller.of(token), token.getToken().getExpiresAt()))
                .flatMap(sender -> openTo(sender, scope, operation, request)
                        .onErrorResume(refusal -> journal.failed(attempt(operation, request, sender.caller()), refusal)
                                .then(Mono.error(refusal))));
    }

    private Mono<Call> openTo(Sender sender, String scope, Operation operation, ServerRequest request) {
        return Mono.defer(() -> {
            requireRate(sender.caller(), request);
            sender.caller().require(scope);
            return admit(operation, request, Optional.of(sender));
        });
    }

    private Attempt attempt(Operation operation, ServerRequest request, Caller caller) {
        return new Attempt(
                operation,
                caller,
                request.pathVariables(),
                isDryRun(operation, request),
                request.headers().firstHeader(HttpHeaders.USER_AGENT),
                ip(request),
                traces.traceparent(request.exchange()));
    }

    private static @Nullable String ip(ServerRequest request) {
        return request.remoteAddress()
                .map(InetSocketAddress::getAddress)
                .map(InetAddress::getHostAddress)
                .orElse(null);
    }

    private void requireRate(Caller caller, ServerRequest request) {
        Duration wait = rates.waitFor(caller.tenantId());
        if (!wait.isZero()) {
            HttpHeaders headers = request.exchange().getResponse().getHeaders();
            headers.set("RateLimit", rates.exhausted());
            headers.set("RateLimit-Policy", rates.policy());
            throw Problem.retryLater(
                    ProblemType.RATE_LIMITED, "the tenant sends more than " + rates.policy(), roundedUp(wait));
        }
    }

    private static Duration roundedUp(Duration wait) {
        return Duration.ofSeconds(wait.toSeconds() + 1);
    }

    private Mono<Call> admit(Operation operation, ServerRequest request, Optional<Sender> sender) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        return bodies.read(operation, headers, request.exchange().getRequest().getBody())
                .map(content -> call(operation, request, headers, sender.orElse(null), content));
    }

    private Call call(
            Operation operation, ServerRequest request, HttpHeaders headers, @Nullable Sender sender, byte[] content) {
        JsonNode json = Bodies.parse(content);
        List<Fault> faults = new ArrayList<>(Bodies.faults(operation.body(), json));
        operation.parameters().stream()
                .flatMap(parameter -> parameter.faults(values(parameter, request)))
                .forEach(faults::add);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new Call(
                operation,
                target(request),
                request.pathVariables(),
                isDryRun(operation, request),
                headers,
                sender,
                traces.traceparent(request.exchange()),
                ip(request),
                content,
                json);
    }

    /** An empty query parameter counts as missing. */
    private static List<String> values(Parameter parameter, ServerRequest request) {
        return switch (parameter.place()) {
            case PATH -> List.of(request.pathVariable(parameter.name()));
            case QUERY ->
                request.queryParams().getOrDefault(parameter.name(), List.of()).stream()
                        .filter(value -> value != null && !value.isEmpty())
                        .toList();
            case HEADER -> request.headers().header(parameter.name());
        };
    }

    /** Read as the owner reads it, or a redrive could pass for a dry run: {@code ?dry_run=&dry_run=true} is none. */
    private static boolean isDryRun(Operation operation, ServerRequest request) {
        return operation.triable()
                && QueryParameters.find(request.queryParams(), Operation.DRY_RUN)
                        .filter("true"::equals)
                        .isPresent();
    }

    private static String target(ServerRequest request) {
        String query = request.uri().getRawQuery();
        String path = request.uri().getRawPath();
        return query == null ? path : path + "?" + query;
    }
}
