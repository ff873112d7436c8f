package io.gleaner.pattern.runs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.pattern.core.workflows.Characteristics;
import java.util.List;

/**
 * A run as clients see it.
 *
 * @param run as it is known; only runs that are active are seen
 * @param patterns signatures of the operations that it shows, in the order in which they are looked for
 */
record RunView(
        @JsonUnwrapped @JsonIgnoreProperties("active") WorkflowTracked run,
        List<String> patterns,
        Characteristics characteristics) {

    static RunView of(WorkflowTracked run, List<String> patterns) {
        return new RunView(run, patterns, Characteristics.of(run.nlInput(), run.durationSeconds(), run.errorCount()));
    }
}
