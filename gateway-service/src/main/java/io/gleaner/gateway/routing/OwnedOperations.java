package io.gleaner.gateway.routing;

import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.activity.Activities;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Attempt;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Owners;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Passes calls to the services that own their operations; a repeated command is not passed on twice. */
final class OwnedOperations implements Owners {

    private final Map<String, OwnerClient> clients;
    private final AcceptedRequests accepted;
    private final Activities activities;

    OwnedOperations(Map<String, OwnerClient> clients, AcceptedRequests accepted, Activities activities) {
        this.clients = Map.copyOf(clients);
        this.accepted = accepted;
        this.activities = activities;
    }

    @Override
    public Mono<? extends Answer> answer(Call call) {
        Mono<Answer.Whole> answer = Mono.defer(() -> answerOf(call));
        return call.operation().repeatable()
                ? accepted.carryOut(call, answer)
                        .flatMap(done -> activities.written(Attempt.of(call, call.caller()), done.id(), done.answer()))
                : answer;
    }

    private Mono<Answer.Whole> answerOf(Call call) {
        List<OwnerClient> owners =
                call.operation().services().stream().map(this::client).toList();
        String mergedBy = call.operation().mergedBy();
        if (mergedBy != null) {
            return new MergedList(owners, mergedBy).answer(call);
        }
        return owners.size() == 1 ? owners.getFirst().answer(call) : new SharedThings(owners).answer(call);
    }

    @Override
    public Mono<Answer.Whole> read(String service, String path, Call call) {
        String authorization = Objects.requireNonNull(call.headers().getFirst(HttpHeaders.AUTHORIZATION));
        return client(service).read(path, authorization);
    }

    /** Calls the service of this name, which the contract must have. */
    OwnerClient client(String service) {
        return Objects.requireNonNull(clients.get(service), service);
    }
}
