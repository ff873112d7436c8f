package io.gleaner.tracking.operations;

import io.gleaner.kit.database.TenantSession;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

    @Bean
    Operations operations(JdbcClient jdbc) {
        return new Operations(new OperationStore(jdbc));
    }

    @Bean
    RouterFunction<ServerResponse> operationRoutes(TenantSession session) {
        return new OperationRoutes(new OperationReadStore(session)).routes();
    }
}
