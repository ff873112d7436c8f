package io.gleaner.kit.deadletters;

import io.gleaner.kit.problems.Problem.Fault;
import java.util.List;

/**
 * What a redrive would come to.
 *
 * @param valid whether the event would be offered again
 * @param errors why not
 */
record DryRun(boolean valid, List<Fault> errors) {

    DryRun {
        errors = List.copyOf(errors);
    }
}
