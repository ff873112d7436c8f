package io.gleaner.tracking.operations;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.retention.ExpiringRows;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationsProperties.class)
class OperationsConfiguration {

    @Bean
    Operations operations(JdbcClient jdbc) {
        return new Operations(new OperationStore(jdbc));
    }

    @Bean
    RouterFunction<ServerResponse> operationRoutes(TenantSession session) {
        return new OperationRoutes(new OperationReadStore(session)).routes();
    }

    /** Parts and failures are forgotten last: by their times the others are found. */
    @Bean
    @Order(1)
    ExpiringRows expiredOperations(OperationsProperties properties) {
        return new ExpiringRows("operations", """
                (SELECT max(at) FROM (
                    SELECT p.applied_at AS at FROM operation_parts p
                    WHERE p.tenant_id = r.tenant_id AND p.operation_id = r.operation_id
                    UNION ALL SELECT f.failed_at FROM operation_failures f
                    WHERE f.tenant_id = r.tenant_id AND f.operation_id = r.operation_id) ended) < now() - :keep
                """, properties.keep());
    }

    @Bean
    @Order(2)
    ExpiringRows expiredRefusals(OperationsProperties properties) {
        return new ExpiringRows("operation_refusals", """
                EXISTS (SELECT FROM operation_parts p WHERE p.applied_at < now() - :keep AND p.tenant_id = r.tenant_id
                    AND p.operation_id = r.operation_id AND p.source = r.source AND p.event_id = r.event_id)
                """, properties.keep());
    }

    @Bean
    @Order(3)
    ExpiringRows expiredParts(OperationsProperties properties) {
        return new ExpiringRows("operation_parts", "r.applied_at < now() - :keep", properties.keep());
    }

    @Bean
    @Order(3)
    ExpiringRows expiredFailures(OperationsProperties properties) {
        return new ExpiringRows("operation_failures", "r.failed_at < now() - :keep", properties.keep());
    }
}
