package io.gleaner.pattern.core.workflows;

import java.util.List;

/** An operation that an error message shows. */
public record ErrorRule(OperationSignature signature, List<Trigger> triggers) {
    public ErrorRule {
        triggers = List.copyOf(triggers);
    }
}
