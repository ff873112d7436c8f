package io.gleaner.pattern.runs;

import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.pattern.core.workflows.Characteristics;
import io.gleaner.pattern.core.workflows.Detected;
import io.gleaner.pattern.core.workflows.Detector;
import io.gleaner.pattern.core.workflows.OperationSignature;
import io.gleaner.pattern.operations.Occurrence;
import io.gleaner.pattern.operations.OccurrenceKey;
import io.gleaner.pattern.operations.ToolRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run and the operations that it shows.
 *
 * @param toolSignature the operation that a tool did in it; empty where none did
 */
record DerivedRun(TrackedRun tracked, List<Detected> detected, Optional<OperationSignature> toolSignature) {

    static DerivedRun of(TrackedRun tracked, Detector detector) {
        List<Detected> detected = detector.detect(tracked.texts());
        return new DerivedRun(tracked, detected, toolSignature(tracked.run(), detected, detector));
    }

    /** What the run says, or else what it shows first. */
    private static Optional<OperationSignature> toolSignature(
            WorkflowTracked run, List<Detected> detected, Detector detector) {
        if (!run.toolRun()) {
            return Optional.empty();
        }
        return Optional.ofNullable(run.toolPatternSignature())
                .flatMap(OperationSignature::normalisedIfValid)
                .map(detector::resolved)
                .or(() -> detected.stream().findFirst().map(Detected::signature));
    }

    /** What a tool did, and what it showed before, are no occurrences. */
    boolean countsAsOccurrence() {
        return tracked.run().active() && !tracked.run().toolRun();
    }

    /** The operations that it is an occurrence of. */
    Set<OperationSignature> shown() {
        return countsAsOccurrence() ? detected.stream().map(Detected::signature).collect(Collectors.toSet()) : Set.of();
    }

    /** The operation that a tool did, as long as the run counts. */
    Optional<OperationSignature> activeToolSignature() {
        return tracked.run().active() ? toolSignature : Optional.empty();
    }

    /** What it counts for: its tokens and its cost for the first of its operations only. */
    Stream<Occurrence> occurrences() {
        WorkflowTracked run = tracked.run();
        if (!countsAsOccurrence() || detected.isEmpty()) {
            return Stream.empty();
        }
        Characteristics characteristics = Characteristics.of(run.nlInput(), run.durationSeconds(), run.errorCount());
        return IntStream.range(0, detected.size()).mapToObj(i -> occurrence(i, characteristics));
    }

    private Occurrence occurrence(int i, Characteristics characteristics) {
        WorkflowTracked run = tracked.run();
        Detected shown = detected.get(i);
        return new Occurrence(
                key(shown.signature()),
                run.receivedAt(),
                tracked.happenedAt(),
                i == 0 ? run.totalTokens() : null,
                i == 0 ? run.actualCostTotal() : null,
                run.durationSeconds(),
                run.errorCount(),
                run.retryCount(),
                shown.layer(),
                characteristics);
    }

    Stream<ToolRun> toolRun() {
        WorkflowTracked run = tracked.run();
        return activeToolSignature().stream()
                .map(signature ->
                        new ToolRun(key(signature), tracked.happenedAt(), run.totalTokens(), run.actualCostTotal()));
    }

    private OccurrenceKey key(OperationSignature signature) {
        return new OccurrenceKey(tracked.tenantId(), signature, tracked.run().workflowId());
    }
}
