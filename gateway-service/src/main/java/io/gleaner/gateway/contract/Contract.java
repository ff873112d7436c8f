package io.gleaner.gateway.contract;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the edge offers.
 *
 * @param document the OpenAPI document, without what this installation does not offer
 * @param operations every operation, in the document's order
 */
public record Contract(JsonNode document, List<Operation> operations) {

    public Contract {
        operations = List.copyOf(operations);
    }

    /** The operation of this id; asking for one that is not in the contract is a defect. */
    public Operation operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("openapi.yaml has no operationId '" + id + "'"));
    }
}
