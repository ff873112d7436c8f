package io.gleaner.gateway.workflows;

import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.activity.Activities;
import io.gleaner.gateway.contract.Contract;
import io.gleaner.gateway.contract.Operation;
import io.gleaner.gateway.contract.RequestBody.ItemByItem;
import io.gleaner.gateway.edge.Endpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes reports of workflow runs in. */
@Configuration(proxyBeanMethods = false)
class WorkflowsConfiguration {

    @Bean
    Endpoint submitWorkflows(Contract contract, AcceptedRequests accepted, Activities activities) {
        return new SubmitWorkflows(bodyOf(contract.operation(SubmitWorkflows.ID)), accepted, activities);
    }

    private static ItemByItem bodyOf(Operation operation) {
        if (operation.body() instanceof ItemByItem body) {
            return body;
        }
        throw new IllegalStateException(
                "openapi.yaml, %s: give it a requestBody with 'x-gleaner-item-by-item: true'".formatted(operation));
    }
}
