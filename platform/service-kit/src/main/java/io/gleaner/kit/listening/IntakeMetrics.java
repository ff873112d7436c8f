package io.gleaner.kit.listening;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts every record once: received = applied + duplicate + refused, per topic, once its batch is done. */
final class IntakeMetrics {

    private static final String EVENTS = "gleaner.events";

    private final MeterRegistry registry;

    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String topic, int applied, int duplicates, int refused) {
        count(topic, "received", applied + duplicates + refused);
        count(topic, "applied", applied);
        count(topic, "duplicate", duplicates);
        count(topic, "refused", refused);
    }

    private void count(String topic, String outcome, int events) {
        registry.counter(EVENTS, "topic", topic, "outcome", outcome).increment(events);
    }
}
