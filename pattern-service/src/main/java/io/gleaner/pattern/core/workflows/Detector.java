package io.gleaner.pattern.core.workflows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which operations a run of one tenant shows.
 *
 * @param table what gives operations away
 * @param merged operations that a person found to be others, and which
 */
public record Detector(TriggerTable table, Map<OperationSignature, OperationSignature> merged) {

    public Detector {
        merged = Map.copyOf(merged);
    }

    /** The operations that a run shows, each once, where it is seen first. */
    public List<Detected> detect(RunTexts run) {
        List<Detected> detected = table.detect(run);
        if (merged.isEmpty()) {
            return detected;
        }
        Map<OperationSignature, Detected> all = new LinkedHashMap<>();
        detected.forEach(found -> {
            OperationSignature signature = resolved(found.signature());
            all.putIfAbsent(signature, new Detected(signature, found.layer()));
        });
        return List.copyOf(all.values());
    }

    /** The operation that this one was merged into; itself if into none. */
    public OperationSignature resolved(OperationSignature signature) {
        return merged.getOrDefault(signature, signature);
    }
}
