package io.gleaner.pattern.triggers;

import io.gleaner.pattern.core.workflows.Detector;
import io.gleaner.pattern.core.workflows.OperationSignature;
import io.gleaner.pattern.core.workflows.TriggerTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What gives operations away, tenant by tenant. Works in the caller's transaction. */
public final class Detectors {

    private final TriggerTable shipped;
    private final TriggerStore store;

    Detectors(TriggerTable shipped, TriggerStore store) {
        this.shipped = shipped;
        this.store = store;
    }

    /** The detector of each of these tenants. */
    public Map<String, Detector> of(Collection<String> tenantIds) {
        Map<String, TriggerBody> added = store.added(tenantIds);
        Map<String, Map<OperationSignature, OperationSignature>> merged = store.merged(tenantIds);
        Map<String, Detector> detectors = new HashMap<>();
        tenantIds.forEach(tenantId -> detectors.put(
                tenantId,
                new Detector(
                        table(added.getOrDefault(tenantId, TriggerBody.NOTHING)),
                        merged.getOrDefault(tenantId, Map.of()))));
        return detectors;
    }

    /** From now on this operation of the tenant is that one, and so is whatever was merged into it before. */
    public void merge(String tenantId, OperationSignature from, OperationSignature into) {
        store.merge(tenantId, from, into);
    }

    private TriggerTable table(TriggerBody added) {
        return added.equals(TriggerBody.NOTHING) ? shipped : shipped.with(TriggerReading.read(added));
    }
}
