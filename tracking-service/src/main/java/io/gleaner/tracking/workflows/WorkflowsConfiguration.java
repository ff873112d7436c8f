package io.gleaner.tracking.workflows;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.listening.EventIntake;
import io.gleaner.kit.retention.ExpiringRows;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkflowsProperties.class)
class WorkflowsConfiguration {

    @Bean
    WorkflowsListener workflowsListener(EventIntake intake, TransactionTemplate transaction, JdbcClient jdbc) {
        return new WorkflowsListener(intake, new Runs(transaction, new RunStore(jdbc), new ReportStore(jdbc)));
    }

    @Bean
    RouterFunction<ServerResponse> workflowHistoryRoutes(TenantSession session) {
        return new HistoryRoutes(new HistoryReadStore(session)).routes();
    }

    @Bean
    ExpiringRows expiredReportItems(WorkflowsProperties properties) {
        return new ExpiringRows("workflow_report_items", "r.settled_at < now() - :keep", properties.keepReports());
    }

    @Bean
    ExpiringRows expiredReports(WorkflowsProperties properties) {
        return new ExpiringRows("workflow_reports", "r.settled_at < now() - :keep", properties.keepReports());
    }
}
