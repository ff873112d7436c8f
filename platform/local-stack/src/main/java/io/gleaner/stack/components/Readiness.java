package io.gleaner.stack.components;

import io.gleaner.stack.home.StackSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Asks every part of a stack, from whichever process, whether it is ready. In the order of their start. */
public record Readiness(StackSettings settings) {

    /** By component. Asking takes a moment. */
    public Map<String, BooleanSupplier> probes() {
        var probes = new LinkedHashMap<String, BooleanSupplier>();
        probes.put(KafkaComponent.NAME, new KafkaComponent(settings.home(), settings.ports())::ready);
        probes.put(PostgresComponent.NAME, new PostgresComponent(settings.home(), settings.ports())::ready);
        for (var instance : settings.ports().instances(settings.patternReplicas())) {
            probes.put(instance.name(), () -> Probe.isReady(instance.managementPort()));
        }
        return probes;
    }
}
