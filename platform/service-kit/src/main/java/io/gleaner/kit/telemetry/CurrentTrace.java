package io.gleaner.kit.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The trace that this thread works for. Between threads and services it travels as a W3C {@code traceparent}: in Kafka's
 * headers, and in a column of what is stored, so that work taken up seconds later by another replica still belongs to the
 * request that caused it.
 */
public final class CurrentTrace {

    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    public CurrentTrace(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** What to store or send beside what this thread causes; null where nothing is traced. */
    public @Nullable String traceparent() {
        Span span = tracer.currentSpan();
        return span == null ? null : traceparentOf(span);
    }

    /** Does work as a span of the trace that caused it; of a new trace if that is unknown or no traceparent. */
    public void continuing(@Nullable String traceparent, String name, Runnable work) {
        continuing(traceparent, name, () -> {
            work.run();
            return name;
        });
    }

    /** Does work as a span of the trace that caused it, and gives what the work gives. */
    public <T extends @Nullable Object> T continuing(@Nullable String traceparent, String name, Supplier<T> work) {
        Span span =
                propagator.extract(carrier(traceparent), Map::get).name(name).start();
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            return work.get();
        } catch (RuntimeException | Error e) {
            span.error(e);
            throw e;
        } finally {
            span.end();
        }
    }

    private @Nullable String traceparentOf(Span span) {
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(span.context(), carrier, (_, name, value) -> carrier.put(name, value));
        return carrier.get(TRACEPARENT);
    }

    private static Map<String, String> carrier(@Nullable String traceparent) {
        return traceparent == null ? Map.of() : Map.of(TRACEPARENT, traceparent);
    }
}
