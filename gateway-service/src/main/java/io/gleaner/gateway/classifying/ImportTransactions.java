package io.gleaner.gateway.classifying;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.kit.events.EventJson;
import java.util.List;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** {@code POST /v1/transactions}. */
final class ImportTransactions implements Endpoint {

    private static final int MAX_PER_EVENT = 1_000;
    private static final TypeReference<List<ImportedTransaction>> TRANSACTIONS = new TypeReference<>() {};

    private final OperationPublisher operations;

    ImportTransactions(OperationPublisher operations) {
        this.operations = operations;
    }

    @Override
    public String operationId() {
        return "importTransactions";
    }

    @Override
    public Mono<Answer> answer(Call call) {
        List<ImportedTransaction> transactions = EventJson.MAPPER.treeToValue(call.json(), TRANSACTIONS);
        return operations.accept(
                call,
                transactions.size(),
                publication -> publication.events(
                        EventTypes.TRANSACTION_IMPORTED, parts(transactions), TransactionsImported::new));
    }

    private static List<List<ImportedTransaction>> parts(List<ImportedTransaction> transactions) {
        return transactions.size() == 1
                ? List.of(transactions)
                : Parts.of(transactions, MAX_PER_EVENT, ImportTransactions::bytes);
    }

    private static int bytes(ImportedTransaction transaction) {
        return EventJson.MAPPER.writeValueAsBytes(transaction).length + 1;
    }
}
