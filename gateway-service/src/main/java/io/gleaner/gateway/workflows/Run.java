package io.gleaner.gateway.workflows;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.WorkflowCompleted;
import io.gleaner.gateway.contract.RequestBody.Value;
import io.gleaner.gateway.publishing.Publication;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.problems.Problem.Fault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run of a workflow as it was reported.
 *
 * @param index which item of its request, from 0
 * @param json without faults
 */
record Run(int index, ObjectNode json) {

    private static final List<String> TIMES = List.of("started_at", "ended_at");

    /** What a time may be, so that its event can say it in UTC. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** What is wrong with an item; pointers begin at it. */
    static List<Fault> faults(JsonNode item, Value contract) {
        List<Fault> faults = contract.faults(item);
        return faults.isEmpty() ? faultsOfTimes(item) : faults;
    }

    /** What is wrong with the times of an item that obeys the contract. */
    static List<Fault> faultsOfTimes(JsonNode item) {
        return TIMES.stream()
                .filter(field -> item.hasNonNull(field) && !isTime(item.get(field)))
                .map(field -> new Fault("/" + field, "must be a time of the years 0001 to 9999 in UTC"))
                .toList();
    }

    /** RFC 3339 has times that no {@link Instant} can be read from, and offsets lead out of its years. */
    private static boolean isTime(JsonNode text) {
        try {
            Instant time = EventJson.MAPPER.treeToValue(text, Instant.class);
            return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Of two runs with one id in a request, the later one has the later time: it replaces the other. */
    Event<WorkflowCompleted> event(Publication publication, int total) {
        return publication.event(
                EventTypes.WORKFLOW_COMPLETED,
                index + 1,
                publication.time().plus(index, ChronoUnit.MICROS),
                completed(publication, total));
    }

    private WorkflowCompleted completed(Publication publication, int total) {
        ObjectNode completed = json.deepCopy()
                .put("user_id", publication.userId())
                .put("job_id", publication.id().toString())
                .put("index", index)
                .put("total", total);
        return EventJson.MAPPER.treeToValue(completed, WorkflowCompleted.class);
    }
}
