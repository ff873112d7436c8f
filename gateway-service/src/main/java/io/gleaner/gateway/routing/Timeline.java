package io.gleaner.gateway.routing;

import io.gleaner.gateway.edge.Answer;
import io.gleaner.kit.events.EventJson;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Joins what several services know of one operation. */
final class Timeline {

    private Timeline() {}

    /**
     * The operation with its steps in the order of their time; {@code timeline_complete} says whether all who take steps
     * were heard.
     *
     * @param later steps of another service; empty where it was not heard
     */
    static Answer.Whole join(Answer.Whole operation, Optional<List<Step>> later) {
        ObjectNode joined = (ObjectNode) EventJson.MAPPER.readTree(operation.body());
        List<Step> own = joined.has("timeline") ? Step.of(joined) : List.of();
        List<JsonNode> steps = Stream.concat(own.stream(), later.orElse(List.of()).stream())
                .sorted(Comparator.comparing(Step::at))
                .map(Step::json)
                .toList();
        joined.putArray("timeline").addAll(steps);
        joined.put("timeline_complete", later.isPresent());
        return new Answer.Whole(operation.status(), operation.headers(), EventJson.MAPPER.writeValueAsBytes(joined));
    }
}
