package io.gleaner.kit.listening;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts every record once, per topic, when its batch is done: received by what the broker handed out, the others by what
 * became of it. received = applied + duplicate + refused is no sum that is made here, so that an alert on it can fail.
 */
final class IntakeMetrics {

    private static final String EVENTS = "gleaner.events";

    private final MeterRegistry registry;

    IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String topic, int received, int applied, int duplicates, int refused) {
        count(topic, "received", received);
        count(topic, "applied", applied);
        count(topic, "duplicate", duplicates);
        count(topic, "refused", refused);
    }

    private void count(String topic, String outcome, int events) {
        registry.counter(EVENTS, "topic", topic, "outcome", outcome).increment(events);
    }
}
