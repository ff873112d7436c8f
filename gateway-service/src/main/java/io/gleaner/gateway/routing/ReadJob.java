package io.gleaner.gateway.routing;

import io.gleaner.gateway.acceptance.AcceptedOperation;
import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.gateway.edge.Owners;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * {@code GET /v1/jobs/{job_id}}: the owner's answer; and for a job that the gateway began and the owner has not seen yet,
 * {@code accepted}.
 */
final class ReadJob implements Endpoint {

    private final Owners owners;
    private final AcceptedRequests accepted;

    ReadJob(Owners owners, AcceptedRequests accepted) {
        this.owners = owners;
        this.accepted = accepted;
    }

    @Override
    public String operationId() {
        return "readJob";
    }

    @Override
    public Mono<? extends Answer> answer(Call call) {
        return owners.answer(call)
                .flatMap(answer -> answer instanceof Answer.Whole job && job.status() == 404
                        ? waiting(call).defaultIfEmpty(job)
                        : Mono.just(answer));
    }

    private Mono<Answer> waiting(Call call) {
        return accepted.accepted(call.caller().tenantId(), call.variable("job_id"))
                .filter(AcceptedOperation::isJob)
                .map(job -> Answer.Whole.json(200, Map.of(), WaitingJob.of(job)));
    }
}
