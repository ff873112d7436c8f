package io.gleaner.tracking.activity;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.listening.EventIntake;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
class ActivityConfiguration {

    @Bean
    ActivityListener activityListener(EventIntake intake, TransactionTemplate transaction, JdbcClient jdbc) {
        return new ActivityListener(intake, new ActivityLog(transaction, new ChainStore(jdbc)));
    }

    @Bean
    RouterFunction<ServerResponse> activityRoutes(TenantSession session) {
        return new ActivityRoutes(new ActivityStore(session)).routes();
    }
}
