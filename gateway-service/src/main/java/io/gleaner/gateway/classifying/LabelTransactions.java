package io.gleaner.gateway.classifying;

import io.gleaner.contracts.EventTypes;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/transactions/bulk-update}. */
final class LabelTransactions implements Endpoint {

    private static final int MAX_PER_EVENT = 5_000;

    private final OperationPublisher operations;

    LabelTransactions(OperationPublisher operations) {
        this.operations = operations;
    }

    @Override
    public String operationId() {
        return "labelTransactions";
    }

    /** An id that is there twice is one transaction. */
    @Override
    public Mono<Answer> answer(Call call) {
        Label label = Label.of(call.json());
        List<String> ids = call.json()
                .required("transaction_ids")
                .valueStream()
                .map(JsonNode::stringValue)
                .distinct()
                .toList();
        return operations.accept(
                call,
                ids.size(),
                publication -> publication.events(
                        EventTypes.CLASSIFICATION_RECORDED,
                        Parts.of(ids, MAX_PER_EVENT, LabelTransactions::bytes),
                        label::recorded));
    }

    /** Bytes of an id in JSON: at most three per char in UTF-8, two where it is escaped; quotes and a comma. */
    private static int bytes(String id) {
        int bytes = 3;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            bytes += c >= 0x800 ? 3 : c >= 0x80 || c == '"' || c == '\\' ? 2 : 1;
        }
        return bytes;
    }
}
