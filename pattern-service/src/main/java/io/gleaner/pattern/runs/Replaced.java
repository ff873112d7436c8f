package io.gleaner.pattern.runs;

import io.gleaner.pattern.core.workflows.OperationSignature;
import io.gleaner.pattern.operations.OccurrenceKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a run showed before it was written anew; nothing, if it was not there.
 *
 * @param signatures the operations that it showed
 */
record Replaced(TrackedRun.Key run, List<OperationSignature> signatures, Optional<OperationSignature> toolSignature) {

    static Replaced nothing(TrackedRun.Key run) {
        return new Replaced(run, List.of(), Optional.empty());
    }

    /** Occurrences that are none any more. */
    Stream<OccurrenceKey> goneExcept(Set<OperationSignature> shown) {
        return signatures.stream()
                .filter(signature -> !shown.contains(signature))
                .map(this::key);
    }

    Stream<OccurrenceKey> goneToolRunExcept(Optional<OperationSignature> shown) {
        return toolSignature.filter(signature -> !shown.equals(Optional.of(signature))).stream()
                .map(this::key);
    }

    private OccurrenceKey key(OperationSignature signature) {
        return new OccurrenceKey(run.tenantId(), signature, run.workflowId());
    }
}
