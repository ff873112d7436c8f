package io.gleaner.pattern.runs;

import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.kit.events.Event;
import io.gleaner.pattern.core.workflows.RunTexts;
import java.time.Instant;
import java.util.stream.Stream;

/** A run of a tenant, as tracking-service knows it. */
public record TrackedRun(String tenantId, WorkflowTracked run) {

    /** Names a run. */
    record Key(String tenantId, String workflowId) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int tenants = tenantId.compareTo(other.tenantId);
            return tenants == 0 ? workflowId.compareTo(other.workflowId) : tenants;
        }
    }

    /** The run that an event tells of; none if it tells of something else. */
    static Stream<TrackedRun> of(Event<?> event) {
        return event.payload() instanceof WorkflowTracked run
                ? Stream.of(new TrackedRun(event.tenantId(), run))
                : Stream.empty();
    }

    Key key() {
        return new Key(tenantId, run.workflowId());
    }

    RunTexts texts() {
        return new RunTexts(run.nlInput(), run.errorMessage(), run.workflowTemplate());
    }

    /** When it started, else when it was first heard of: a clock that is ahead does not make it younger than that. */
    Instant happenedAt() {
        Instant started = run.startedAt();
        return started == null || started.isAfter(run.receivedAt()) ? run.receivedAt() : started;
    }

    /** The newer one of two versions. */
    static TrackedRun newer(TrackedRun one, TrackedRun other) {
        return one.run.rowVersion() >= other.run.rowVersion() ? one : other;
    }
}
