package io.gleaner.gateway.classifying;

import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Owners;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Asks the owner of a thing, as the caller, before a command about it is accepted. */
final class Inquiries {

    /** The owner of operations. */
    static final String OPERATIONS = "tracking";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Set<ProblemType> REFUSALS = Set.of(ProblemType.NOT_FOUND, ProblemType.CONFLICT);

    private final Owners owners;

    Inquiries(Owners owners) {
        this.owners = owners;
    }

    /**
     * The thing, if the owner has it and it is fit for the command. Nothing, if the command took effect under this id
     * before: after a crash it is repeated, and then its own effect is what stands against it.
     *
     * @param operationId what the command has as its id
     * @param requirement throws the problem of a thing that is not fit
     */
    Mono<JsonNode> fit(UUID operationId, String service, Call call, Consumer<JsonNode> requirement) {
        return thing(service, call)
                .doOnNext(requirement)
                .onErrorResume(
                        Inquiries::isRefusal,
                        refusal -> owners.read(OPERATIONS, "/v1/operations/" + operationId, call)
                                .flatMap(own -> own.status() == 200 ? Mono.empty() : Mono.error(refusal)));
    }

    /** The command's path is that of the thing, a slash and a verb. */
    private Mono<JsonNode> thing(String service, Call call) {
        String path = call.path().substring(0, call.path().lastIndexOf('/'));
        return owners.read(service, path, call).map(answer -> read(answer, service, path));
    }

    private static JsonNode read(Answer.Whole answer, String service, String path) {
        return switch (answer.status()) {
            case 200 -> EventJson.MAPPER.readTree(answer.body());
            case 404 -> throw Problem.notFound("nothing at " + path);
            case 403 -> throw Problem.of(ProblemType.MISSING_SCOPE, "expected scope 'read' too, to look at " + path);
            default ->
                throw Problem.retryLater(
                        ProblemType.UNAVAILABLE,
                        "%s-service answered %d where it was asked for %s".formatted(service, answer.status(), path),
                        RETRY_AFTER);
        };
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Problem problem && REFUSALS.contains(problem.type());
    }
}
