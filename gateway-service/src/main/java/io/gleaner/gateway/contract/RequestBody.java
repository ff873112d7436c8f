package io.gleaner.gateway.contract;

import io.gleaner.kit.problems.Problem.Fault;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The JSON body that an operation takes. */
public record RequestBody(boolean required, Shape shape) {

    /** Everything that is wrong with this body. */
    public List<Fault> faults(JsonNode json) {
        List<Fault> faults = new ArrayList<>(shape.faults(json));
        ValueRules.check(json, faults);
        return faults;
    }
}
