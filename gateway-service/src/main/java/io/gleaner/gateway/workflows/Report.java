package io.gleaner.gateway.workflows;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.WorkflowRefused;
import io.gleaner.gateway.contract.RequestBody.Value;
import io.gleaner.gateway.publishing.Publication;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.Problem.Fault;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one request reports: the runs that are taken, and why the others are not.
 *
 * @param total how many items the request has
 */
record Report(int total, List<Run> runs, List<RefusedItem> refused) {

    Report {
        runs = List.copyOf(runs);
        refused = List.copyOf(refused);
    }

    /**
     * Judges each item of an array by itself.
     *
     * @throws Problem if the body is one run, with a time that no event can say
     */
    static Report of(JsonNode body, Value contract) {
        return body.isArray() ? ofAll(body, contract) : ofOne(body);
    }

    /** A body that is no array was held against the contract before it came here. */
    private static Report ofOne(JsonNode item) {
        List<Fault> faults = Run.faultsOfTimes(item);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new Report(1, List.of(new Run(0, (ObjectNode) item)), List.of());
    }

    private static Report ofAll(JsonNode items, Value contract) {
        List<Run> runs = new ArrayList<>();
        List<RefusedItem> refused = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            List<Fault> faults = Run.faults(items.get(index), contract);
            if (faults.isEmpty()) {
                runs.add(new Run(index, (ObjectNode) items.get(index)));
            } else {
                refused.add(new RefusedItem(index, Detail.of(faults)));
            }
        }
        return new Report(items.size(), runs, refused);
    }

    /** One event for each run that is taken, in their order; and one about all that are not. */
    List<Event<?>> events(Publication publication) {
        List<Event<?>> events = new ArrayList<>();
        runs.forEach(run -> events.add(run.event(publication, total)));
        if (!refused.isEmpty()) {
            events.add(refusal(publication));
        }
        return events;
    }

    private Event<WorkflowRefused> refusal(Publication publication) {
        return publication.event(
                EventTypes.WORKFLOW_REFUSED,
                total + 1,
                new WorkflowRefused(publication.id().toString(), publication.userId(), total, refused));
    }
}
