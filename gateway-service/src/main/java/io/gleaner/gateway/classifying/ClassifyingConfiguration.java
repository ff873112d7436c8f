package io.gleaner.gateway.classifying;

import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.gateway.publishing.ConfirmedPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes transactions and edits in. */
@Configuration(proxyBeanMethods = false)
class ClassifyingConfiguration {

    @Bean
    OperationPublisher operationPublisher(AcceptedRequests accepted, ConfirmedPublisher events) {
        return new OperationPublisher(accepted, events);
    }

    @Bean
    Endpoint importTransactions(OperationPublisher operations) {
        return new ImportTransactions(operations);
    }

    @Bean
    Endpoint labelTransaction(OperationPublisher operations) {
        return new LabelTransaction(operations);
    }

    @Bean
    Endpoint labelTransactions(OperationPublisher operations) {
        return new LabelTransactions(operations);
    }
}
