package io.gleaner.kit.problems;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Problem} as {@code application/problem+json}, with the trace id to ask for. */
public final class ProblemWriter {

    private final JsonMapper json;
    private final Tracer tracer;

    ProblemWriter(JsonMapper json, Tracer tracer) {
        this.json = json;
        this.tracer = tracer;
    }

    /** Answers the exchange with the problem. */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.type().status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(bodyOf(problem)));
        return response.writeWith(Mono.just(body));
    }

    private Map<String, Object> bodyOf(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", problem.type().uri());
        body.put("title", problem.type().title());
        body.put("status", problem.type().status().value());
        body.put("detail", problem.detail());
        String traceId = traceId();
        if (traceId != null) {
            body.put("trace_id", traceId);
        }
        if (!problem.faults().isEmpty()) {
            body.put("errors", problem.faults());
        }
        return body;
    }

    private @Nullable String traceId() {
        Span span = tracer.currentSpan();
        return span == null ? null : span.context().traceId();
    }
}
