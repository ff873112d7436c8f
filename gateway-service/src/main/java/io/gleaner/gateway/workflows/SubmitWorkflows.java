package io.gleaner.gateway.workflows;

import io.gleaner.contracts.RefusedItem;
import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.activity.Activities;
import io.gleaner.gateway.contract.RequestBody.ItemByItem;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.gateway.publishing.Publication;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** {@code POST /v1/workflows}. */
final class SubmitWorkflows implements Endpoint {

    static final String ID = "submitWorkflows";

    private final ItemByItem body;
    private final AcceptedRequests accepted;
    private final Activities activities;

    SubmitWorkflows(ItemByItem body, AcceptedRequests accepted, Activities activities) {
        this.body = body;
        this.accepted = accepted;
        this.activities = activities;
    }

    /**
     * What a client is told of a report.
     *
     * @param accepted how many runs are taken
     */
    private record Accepted(UUID jobId, int accepted, List<RefusedItem> errors) {}

    @Override
    public String operationId() {
        return ID;
    }

    /** All that is answered and published follows from the request and its id, so a repeat is the same. */
    @Override
    public Mono<Answer> answer(Call call) {
        Report report = Report.of(call.json(), body.item());
        return accepted.accept(
                call,
                report.total(),
                id -> activities.written(call, id, report.events(new Publication(id, call)), answer(id, report)));
    }

    private static Answer.Whole answer(UUID id, Report report) {
        return Answer.Whole.json(
                202,
                Map.of(HttpHeaders.LOCATION, "/v1/jobs/" + id),
                new Accepted(id, report.runs().size(), report.refused()));
    }
}
