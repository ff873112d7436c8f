package io.gleaner.gateway.routing;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.gleaner.gateway.contract.Operation;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import io.gleaner.kit.telemetry.LogKeys;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Calls one service: as the caller would, with their token and the request as it came, or to read something. */
final class OwnerClient {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerClient.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final byte[] NOTHING = {};

    private static final List<String> PASSED_ON =
            List.of(HttpHeaders.AUTHORIZATION, Operation.IDEMPOTENCY_KEY, HttpHeaders.ACCEPT_LANGUAGE);
    private static final List<String> RELAYED = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.LOCATION,
            HttpHeaders.LINK,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.ETAG);

    private final String name;
    private final URI base;
    private final WebClient http;
    private final CircuitBreaker breaker;
    private final Duration timeout;

    OwnerClient(String name, URI base, WebClient http, CircuitBreaker breaker, Duration timeout) {
        this.name = name;
        this.base = base;
        this.http = http;
        this.breaker = breaker;
        this.timeout = timeout;
    }

    /** The service's answer, errors of its own included; a problem where it gave none. */
    Mono<Answer.Whole> answer(Call call) {
        return exchange(http.method(call.operation().method())
                .uri(URI.create(base + call.target()))
                .headers(headers -> passOn(call, headers))
                .bodyValue(call.content()));
    }

    /**
     * What the service has there, errors of its own included; a problem where it gave no answer.
     *
     * @param path encoded
     * @param authorization of whoever reads
     */
    Mono<Answer.Whole> read(String path, String authorization) {
        return exchange(http.get()
                .uri(URI.create(base + path))
                .headers(headers -> headers.set(HttpHeaders.AUTHORIZATION, authorization)));
    }

    private Mono<Answer.Whole> exchange(WebClient.RequestHeadersSpec<?> request) {
        return request.exchangeToMono(response -> response.toEntity(byte[].class))
                .map(OwnerClient::answerOf)
                .timeout(timeout)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(this::problemOf);
    }

    private static void passOn(Call call, HttpHeaders headers) {
        PASSED_ON.forEach(name -> {
            String value = call.headers().getFirst(name);
            if (value != null) {
                headers.set(name, value);
            }
        });
        if (call.content().length > 0) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
    }

    private static Answer.Whole answerOf(ResponseEntity<byte[]> response) {
        Map<String, String> headers = new HashMap<>();
        RELAYED.forEach(name -> {
            String value = response.getHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value);
            }
        });
        byte[] body = response.getBody();
        return new Answer.Whole(response.getStatusCode().value(), headers, body == null ? NOTHING : body);
    }

    private Problem problemOf(Throwable failure) {
        return switch (failure) {
            case CallNotPermittedException open -> away("is away; it is tried again in a moment");
            case TimeoutException late -> late();
            case DataBufferLimitException large -> tooLarge();
            default -> unreachable(failure);
        };
    }

    private Problem late() {
        LOG.atWarn().addKeyValue(LogKeys.SERVICE, name).log("owner did not answer in time");
        return Problem.retryLater(
                ProblemType.TIMEOUT, "%s-service did not answer within %s".formatted(name, timeout), RETRY_AFTER);
    }

    private Problem tooLarge() {
        LOG.atError().addKeyValue(LogKeys.SERVICE, name).log("owner's answer is over the limit");
        return Problem.of(ProblemType.INTERNAL, "the answer of " + name + "-service is over the limit; ask for less");
    }

    private Problem unreachable(Throwable failure) {
        LOG.atWarn()
                .addKeyValue(LogKeys.SERVICE, name)
                .addKeyValue(LogKeys.ERROR, Failure.of(failure).kind())
                .log("owner not reached");
        return away("is away");
    }

    private Problem away(String how) {
        return Problem.retryLater(ProblemType.UNAVAILABLE, name + "-service " + how, RETRY_AFTER);
    }
}
