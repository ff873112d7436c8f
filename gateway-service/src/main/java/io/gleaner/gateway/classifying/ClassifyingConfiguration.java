package io.gleaner.gateway.classifying;

import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.activity.Activities;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.gateway.edge.Owners;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Takes transactions and edits in. */
@Configuration(proxyBeanMethods = false)
class ClassifyingConfiguration {

    @Bean
    OperationPublisher operationPublisher(AcceptedRequests accepted, Activities activities) {
        Scheduler blocking = Schedulers.fromExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return new OperationPublisher(accepted, activities, blocking);
    }

    @Bean
    Endpoint undoOperation(OperationPublisher operations, Owners owners, AcceptedRequests accepted) {
        return new UndoOperation(operations, new Inquiries(owners), accepted);
    }

    @Bean
    Endpoint applyPattern(OperationPublisher operations, Owners owners) {
        return new ApplyPattern(operations, new Inquiries(owners));
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
