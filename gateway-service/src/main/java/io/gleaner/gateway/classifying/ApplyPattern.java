package io.gleaner.gateway.classifying;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.PatternApplied;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.problems.Problem;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/patterns/{pattern_id}/apply}. */
final class ApplyPattern implements Endpoint {

    private static final String PATTERNS = "pattern";
    private static final String ACTIVE = "active";

    private final OperationPublisher operations;
    private final Inquiries inquiries;

    ApplyPattern(OperationPublisher operations, Inquiries inquiries) {
        this.operations = operations;
        this.inquiries = inquiries;
    }

    @Override
    public String operationId() {
        return "applyPattern";
    }

    @Override
    public Mono<Answer> answer(Call call) {
        return operations.acceptFit(
                call,
                publication -> inquiries
                        .fit(publication.id(), PATTERNS, call, ApplyPattern::requireActive)
                        .map(pattern -> publication.event(
                                EventTypes.PATTERN_APPLIED,
                                new PatternApplied(
                                        publication.id().toString(), publication.userId(), definition(pattern)))));
    }

    private static void requireActive(JsonNode pattern) {
        String status = pattern.path("status").asString("");
        if (!status.equals(ACTIVE)) {
            throw Problem.conflict("got a pattern of status '%s', expected '%s'".formatted(status, ACTIVE));
        }
    }

    /** The event has the conditions beside the other fields, where the owner has them in an object of their own. */
    private static PatternApplied.Definition definition(JsonNode pattern) {
        ObjectNode flat = (ObjectNode) pattern.deepCopy();
        pattern.path("conditions")
                .propertyStream()
                .forEach(condition -> flat.set(condition.getKey(), condition.getValue()));
        return EventJson.MAPPER.treeToValue(flat, PatternApplied.Definition.class);
    }
}
