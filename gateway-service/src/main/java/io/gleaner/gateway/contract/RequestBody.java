package io.gleaner.gateway.contract;

import io.gleaner.kit.problems.Problem.Fault;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The JSON body that an operation takes.
 *
 * @param takesNul whether the owner takes texts with NUL in them
 */
public record RequestBody(boolean required, boolean takesNul, Shape shape) {

    /** Everything that is wrong with this body. */
    public List<Fault> faults(JsonNode json) {
        List<Fault> faults = new ArrayList<>(shape.faults(json));
        new ValueRules(takesNul).check(json, faults);
        return faults;
    }
}
