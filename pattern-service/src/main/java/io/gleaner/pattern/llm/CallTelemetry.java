package io.gleaner.pattern.llm;

import io.gleaner.pattern.llm.Answer.Answered;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spans and metrics of calls, named as OpenTelemetry's GenAI conventions name them. No prompt, no answer. */
final class CallTelemetry {

    private static final String TRACEPARENT = "traceparent";

    private final Propagator propagator;
    private final MeterRegistry meters;
    private final LanguageModel model;

    CallTelemetry(Propagator propagator, MeterRegistry meters, LanguageModel model) {
        this.propagator = propagator;
        this.meters = meters;
        this.model = model;
    }

    /** A span of this call, in the trace of what caused it. */
    Span start(@Nullable String traceparent, Purpose purpose) {
        Map<String, String> carrier = traceparent == null ? Map.of() : Map.of(TRACEPARENT, traceparent);
        Span.Builder span = propagator.extract(carrier, Map::get).kind(Span.Kind.CLIENT);
        return span.name("chat " + model.name())
                .tag("gen_ai.operation.name", "chat")
                .tag("gen_ai.provider.name", model.provider())
                .tag("gen_ai.request.model", model.name())
                .tag("gleaner.purpose", purpose.text())
                .start();
    }

    /** The trace context that the provider is shown. */
    @Nullable
    String traceparentOf(Span span) {
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(span.context(), carrier, (_, name, value) -> carrier.put(name, value));
        return carrier.get(TRACEPARENT);
    }

    void end(Span span, Answer answer, Duration latency) {
        String outcome = Outcomes.of(answer);
        if (answer instanceof Answered answered) {
            span.tag("gen_ai.response.model", answered.model())
                    .tag("gen_ai.usage.input_tokens", answered.usage().input())
                    .tag("gen_ai.usage.output_tokens", answered.usage().output());
            tokens("input", answered.usage().input());
            tokens("output", answered.usage().output());
        } else {
            span.tag("error.type", outcome);
        }
        span.end();
        meters.timer("gen_ai.client.operation.duration", tags().and("outcome", outcome))
                .record(latency);
    }

    private void tokens(String type, long tokens) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .tags(tags().and("gen_ai.token.type", type))
                .register(meters)
                .record((double) tokens);
    }

    private Tags tags() {
        return Tags.of(
                "gen_ai.operation.name", "chat",
                "gen_ai.provider.name", model.provider(),
                "gen_ai.request.model", model.name());
    }
}
