package io.gleaner.pattern.operations;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.loops.PollLoop;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires operation patterns. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationsProperties.class)
class OperationsConfiguration {

    @Bean
    Operations operations(JdbcClient jdbc, OperationsProperties properties) {
        return new Operations(
                new OccurrenceStore(jdbc), new ToolRunStore(jdbc), new StatisticsStore(jdbc), properties.rule());
    }

    @Bean
    PollLoop agingLoop(Operations operations, TransactionTemplate transaction, OperationsProperties properties) {
        return new PollLoop("aging", properties.aging(), new Aging(operations, transaction));
    }

    @Bean
    RouterFunction<ServerResponse> operationRoutes(
            TenantSession session, TenantTransaction transaction, JdbcClient jdbc, OperationsProperties properties) {
        Reviews reviews = new Reviews(transaction, new StatisticsStore(jdbc), new ReviewStore(jdbc), properties.rule());
        return new OperationRoutes(new OperationReadStore(session), new OccurrenceReadStore(session), reviews).routes();
    }
}
