package io.gleaner.gateway.routing;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to an operation.
 *
 * @param json the step as the service tells it that took it
 */
record Step(Instant at, JsonNode json) {

    /**
     * The steps of a service's {@code timeline}.
     *
     * @throws RuntimeException if it has another shape
     */
    static List<Step> of(JsonNode answer) {
        return answer.required("timeline")
                .valueStream()
                .map(step -> new Step(Instant.parse(step.required("at").asString()), step))
                .toList();
    }
}
