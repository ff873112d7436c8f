package io.gleaner.gateway.classifying;

import io.gleaner.contracts.ClassificationUndone;
import io.gleaner.contracts.EventTypes;
import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import java.time.Duration;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/operations/{operation_id}/undo}. */
final class UndoOperation implements Endpoint {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final OperationPublisher operations;
    private final Inquiries inquiries;
    private final AcceptedRequests accepted;

    UndoOperation(OperationPublisher operations, Inquiries inquiries, AcceptedRequests accepted) {
        this.operations = operations;
        this.inquiries = inquiries;
        this.accepted = accepted;
    }

    @Override
    public String operationId() {
        return "undoOperation";
    }

    @Override
    public Mono<Answer> answer(Call call) {
        String undone = call.variable("operation_id");
        return operations.acceptFit(
                call,
                publication -> inquiries
                        .fit(publication.id(), Inquiries.OPERATIONS, call, UndoOperation::requireUndoable)
                        .map(any -> publication.event(
                                EventTypes.CLASSIFICATION_UNDONE,
                                new ClassificationUndone(publication.id().toString(), publication.userId(), undone)))
                        .onErrorResume(UndoOperation::isUnknown, unknown -> early(call, undone, unknown)));
    }

    /** What the gateway accepted is not unknown, even while its owner has not heard of it. */
    private <T> Mono<T> early(Call call, String undone, Throwable unknown) {
        return accepted.accepted(call.caller().tenantId(), undone)
                .filter(known -> !known.isJob())
                .flatMap(any -> Mono.<T>error(notYet()))
                .switchIfEmpty(Mono.error(unknown));
    }

    private static void requireUndoable(JsonNode operation) {
        if (!operation.path("undoable").asBoolean(false)) {
            throw refusal(
                    operation.path("kind").asString(""),
                    operation.path("status").asString(""));
        }
    }

    private static Problem refusal(String kind, String status) {
        return switch (status) {
            case "accepted", "processing" -> notYet();
            case "undone" -> Problem.conflict("the operation was undone before");
            default ->
                Problem.conflict("got an operation of kind '%s' and status '%s', which cannot be undone"
                        .formatted(kind, status));
        };
    }

    private static Problem notYet() {
        return Problem.retryLater(
                ProblemType.CONFLICT, "the operation is not applied yet; undo it when it is completed", RETRY_AFTER);
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof Problem problem && problem.type() == ProblemType.NOT_FOUND;
    }
}
