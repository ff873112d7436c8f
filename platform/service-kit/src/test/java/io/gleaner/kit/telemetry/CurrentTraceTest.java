package io.gleaner.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.kit.OnKit;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

class CurrentTraceTest extends OnKit {

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-b7ad6b7169203331-01";

    @Autowired
    private CurrentTrace trace;

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    @Test
    void work_that_continues_a_trace_passes_the_same_trace_on() {
        @Nullable String passedOn = trace.continuing(TRACEPARENT, "step", trace::traceparent);

        assertThat(passedOn).startsWith("00-" + TRACE_ID + "-").endsWith("-01").isNotEqualTo(TRACEPARENT);
    }

    @Test
    void the_log_names_the_trace_while_its_work_is_done() {
        @Nullable String logged = trace.continuing(TRACEPARENT, "step", () -> MDC.get("traceId"));

        assertThat(logged).isEqualTo(TRACE_ID);
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void work_without_a_trace_begins_one() {
        assertThat(trace.traceparent()).isNull();

        assertThat(trace.<@Nullable String>continuing(null, "step", trace::traceparent))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]");
        assertThat(trace.<@Nullable String>continuing("nonsense", "step", trace::traceparent))
                .isNotNull();
    }

    @Test
    void a_failure_of_the_work_comes_through() {
        assertThatThrownBy(() -> trace.continuing(TRACEPARENT, "step", () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThat(trace.traceparent()).isNull();
    }

    @Test
    void where_tracing_is_off_work_is_done_all_the_same() {
        CurrentTrace off = new CurrentTrace(Tracer.NOOP, Propagator.NOOP);

        assertThat(off.continuing(TRACEPARENT, "step", () -> "done")).isEqualTo("done");
        assertThat(off.<@Nullable String>continuing(TRACEPARENT, "step", off::traceparent))
                .isNull();
    }

    @Test
    void a_problem_names_the_trace_of_its_request() throws Exception {
        HttpResponse<String> answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/nothing"))
                    .header("Authorization", "Bearer " + TOKENS.of("acme", "alice"))
                    .header("traceparent", TRACEPARENT)
                    .build();
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        }

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"trace_id\":\"" + TRACE_ID + "\"");
    }

    @Test
    void nothing_is_exported_unless_somebody_says_where() {
        assertThat(context.getBeanProvider(SpanExporter.class)).isEmpty();
        assertThat(context.getBeanProvider(OtlpMeterRegistry.class)).isEmpty();
        assertThat(context.getBeanProvider(PrometheusMeterRegistry.class)).hasSize(1);
    }
}
